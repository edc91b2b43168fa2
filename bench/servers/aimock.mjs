import { AGUIMock } from "@copilotkit/aimock";

/** aimock's mock of AG-UI, which answers every run with the same events. @param {readonly any[]} events */
export async function serveAimock(events) {
  const mock = new AGUIMock({ port: 0 });
  mock.onPredicate(() => true, [...events]);
  process.stdout.write(`${await mock.start()}/\n`);
}
