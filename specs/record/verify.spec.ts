import { loadContract } from "../../contracts/index.ts";
import { verify } from "../../src/verify/index.ts";
import { expect, test } from "./test.ts";

for (const reference of ["customer-support", "video-studio"]) {
  test(`${reference} through the recorder is what it is without`, async ({ start, record }) => {
    const contract = await loadContract(reference);
    const mock = await start(reference);
    const recording = await record(reference, mock.url);
    const outcome = async (url: string) => {
      const { checks } = await verify({ url, contract });
      return checks.map(({ id, verdict, note }) => ({ id, verdict, note }));
    };
    const direct = await outcome(mock.url);
    mock.reset();
    expect(await outcome(recording.url)).toEqual(direct);
    expect(new Set(direct.map(({ verdict }) => verdict))).toEqual(new Set(["pass"]));

    await expect.poll(() => recording.passed.length).toBeGreaterThan(20);
    const broken = recording.passed.filter(({ judgement }) => judgement?.verdict === "fail");
    expect(broken).toEqual([]);
  });
}
