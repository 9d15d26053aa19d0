// How does a good Node program send a personalised mailing? nodemailer's pool, nunjucks compiled once, ical-generator.
//
// node send.mjs PORT PEOPLE.json CONNECTIONS [DKIM-KEY.pem]
// Keeps no state: what it has sent is known only until it ends.
import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import nodemailer from "nodemailer";
import nunjucks from "nunjucks";
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod } from "ical-generator";

const [port, peopleFile, connections, keyFile] = process.argv.slice(2);
const workload = new URL("../workload/", import.meta.url);
const read = (name) => readFileSync(new URL(name, workload), "utf8");
const event = JSON.parse(read("event.json"));
const people = JSON.parse(readFileSync(peopleFile, "utf8"));

const plain = new nunjucks.Environment(null, { autoescape: false, trimBlocks: true });
const escaped = new nunjucks.Environment(null, { autoescape: true, trimBlocks: true });
const templates = {
  subject: nunjucks.compile(read("subject.txt").trim(), plain),
  text: nunjucks.compile(read("mail.txt"), plain),
  html: nunjucks.compile(read("mail.html"), escaped),
};

const dkim = keyFile && { domainName: event.domain, keySelector: "bench", privateKey: readFileSync(keyFile, "utf8") };
const transport = nodemailer.createTransport({
  host: "127.0.0.1",
  port: Number(port),
  secure: false,
  ignoreTLS: true,
  pool: true,
  maxConnections: Number(connections),
  ...(dkim ? { dkim } : {}),
});

function invitation(person) {
  const calendar = ical({ prodId: "//bench//node//DE", method: ICalCalendarMethod.REQUEST });
  const entry = calendar.createEvent({
    id: `${event.uid_name}.${person.id}@${event.domain}`,
    start: event.start,
    end: event.end,
    timezone: event.timezone,
    summary: event.title,
    location: event.location,
    organizer: { name: event.organizer_name, email: event.organizer },
  });
  entry.createAttendee({
    name: `${person.given_name} ${person.family_name}`,
    email: person.email,
    rsvp: true,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
  });
  return calendar.toString();
}

function letter(person) {
  const facts = { ...person, dates: event.dates };
  return {
    from: { name: event.organizer_name, address: event.organizer },
    to: { name: `${person.given_name} ${person.family_name}`, address: person.email },
    subject: templates.subject.render(facts),
    text: templates.text.render(facts),
    html: templates.html.render(facts),
    icalEvent: { method: "REQUEST", filename: "invite.ics", content: invitation(person) },
    messageId: `<${randomUUID()}@${event.domain}>`,
    headers: { "List-Unsubscribe": { prepared: true, value: `<mailto:${event.organizer}?subject=Abmelden%20%5B%23${person.token}%5D>` } },
  };
}

let next = 0;
async function carry() {
  while (next < people.length) await transport.sendMail(letter(people[next++]));
}

// Twice as many letters in hand as connections: the pool never waits for rendering, and memory stays small.
await Promise.all(Array.from({ length: 2 * Number(connections) }, carry));
transport.close();
