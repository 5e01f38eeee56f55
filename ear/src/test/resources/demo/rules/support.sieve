# Nobody needs to see these.
if anyof (header :is "precedence" "bulk", exists "list-unsubscribe") {
    discard;
    stop;
}
# Everything else is a ticket; the urgent ones are told to a person too.
pipe "helpdesk";
if header :contains "subject" "urgent" {
    redirect "notices@demo.example";
}
keep;
