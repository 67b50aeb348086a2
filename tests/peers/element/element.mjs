// Residents who read and write with the real encryption of Element: one process, as many sessions as are asked for.
//
// Each line of standard input is a request in JSON: {"id": 1, "session": "karim-phone", "do": "say", …}.
// Each line of standard output is {"id": 1, "answer": …}, {"id": 1, "refused": "why"} or, unasked,
// {"session": …, "seen": …} and other news of that session.

import { createInterface } from "node:readline";

for (const loudness of ["debug", "info", "log", "trace", "warn"]) {
  // The library talks a lot, and some of it on standard output, which is ours.
  console[loudness] = (...words) => process.env.ELEMENT_TALKS && console.error(...words);
}
const { Session } = await import("./session.mjs");

const sessions = new Map();
const write = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function answered({ session: name, do: deed, ...given }) {
  if (deed === "log_in") {
    const session = await Session.logIn(given, (news) => write({ session: name, ...news }));
    sessions.set(name, session);
    return session.me();
  }
  const session = sessions.get(name);
  if (!session) throw new Error(`no session is called ${name}`);
  if (typeof session[deed] !== "function") throw new Error(`Element does not know how to ${deed}`);
  return (await session[deed](given)) ?? null;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, ...request } = JSON.parse(line);
  answered(request).then(
    (answer) => write({ id, answer }),
    (error) => write({ id, refused: error?.stack ?? String(error) }),
  );
}
for (const session of sessions.values()) session.leave();
process.exit(0);
