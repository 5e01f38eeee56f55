/** What an orchestrator asks: started, live and ready in the sense of MicroProfile Health 4. */
package mailroom.console.health;
