# Orders go to the application's queue and, as a file, to the old system.
if header :contains "subject" ["order", "Bestellung"] {
    pipe "orders";
    pipe "drop";
}
# What carries a lot goes to the folder only.
elsif size :over 20K {
    pipe "drop";
}
