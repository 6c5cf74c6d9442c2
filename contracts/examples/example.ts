// Sign in by a code, add a reminder, list, snooze and delete it: node example.js http://…
import { setTimeout as sleep } from "node:timers/promises";
import { oye } from "oye-client";

const url = process.argv[2] ?? "http://127.0.0.1:8765";
const good = <T>({ data, error }: { data?: T; error?: { detail: string } }): T => {
  if (data === undefined) throw new Error(error?.detail);
  return data;
};
const anybody = oye(url);
const login = good(await anybody.POST("/v1/login", { body: { label: "example" } }));
console.log(`approve ${login.user_code}`); // oye approve, or the bot
const body = { device_code: login.device_code };
let signedIn = await anybody.POST("/v1/login/token", { body });
while (["authorization_pending", "slow_down"].includes(signedIn.error?.slug ?? "")) {
  await sleep(login.interval * 1000);
  signedIn = await anybody.POST("/v1/login/token", { body });
}
const me = oye(url, good(signedIn).token);

const made = good(await me.POST("/v1/reminders", { body: { text: "stretch", when: "in 2 seconds" } }));
console.log(`added ${made.id}`);
console.log("listed", good(await me.GET("/v1/reminders")).items.map((one) => one.text));
const params = { path: { reminder_id: made.id } };
const due = { params: { query: { reminder_id: made.id } } };
while (good(await me.GET("/v1/occurrences", due)).items.length === 0) await sleep(200);
const later = good(await me.POST("/v1/reminders/{reminder_id}/snooze", { params, body: { when: "10m" } }));
console.log(`snoozed until ${later.snoozed_until}`);
const { response } = await me.DELETE("/v1/reminders/{reminder_id}", { params });
console.log("deleted", response.status);
