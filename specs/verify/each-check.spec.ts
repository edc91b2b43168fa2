import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { type VerifyReport, verify } from "../../src/verify/index.ts";
import { startClub } from "./club.ts";
import { type ClubDefect, clubDefects } from "./club-defects.ts";

const documents = ["openapi", "asyncapi"].map((kind) =>
  fileURLToPath(new URL(`documents/club.${kind}.yaml`, import.meta.url)),
);

async function reportOn(defect?: ClubDefect): Promise<VerifyReport> {
  const contract = await loadContract(documents);
  const club = await startClub(defect);
  try {
    return await verify({ contract, client: contract, url: club.url, allow: ["SEND:/rooms/{room}"], timeout: 4000 });
  } finally {
    await club.close();
  }
}

const notPassed = ({ checks }: VerifyReport) => checks.filter(({ verdict }) => verdict !== "pass");

test("a backend that keeps its contract passes every check", async () => {
  const report = await reportOn();
  expect(notPassed(report)).toEqual([]);
  expect(report.verdict).toBe("pass");
});

test("every check has a defect that only it sees first", async () => {
  const planned = (await reportOn()).checks.map(({ id }) => id);
  const seen = new Set(Object.values(clubDefects).map(({ checks }) => checks[0] as string));
  // What a server that hangs or lies about its sockets gets from these is in hostile-targets.spec.ts.
  const elsewhere = ["member/registered", "room/handshake", "room/first-frame", "room/reply-ping"];
  // The same checks of the other endpoint.
  const alike = ["note/answers", "note/method", "member/client"];
  expect(planned.filter((id) => !seen.has(id) && !elsewhere.includes(id) && !alike.includes(id))).toEqual([]);
});

for (const [defect, { rule, checks }] of Object.entries(clubDefects)) {
  test(`with the defect ${defect} exactly ${checks.join(", ")} do not pass`, async () => {
    const report = await reportOn(defect as ClubDefect);
    expect(
      notPassed(report)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...checks].sort());
    expect([...new Set(report.checks.flatMap(({ violations }) => violations.map((one) => one.rule)))]).toEqual([rule]);
    expect(report.verdict).toBe("fail");
  });
}
