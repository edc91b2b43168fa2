import { contracts, mocks } from "./ours.mjs";

const contract = await contracts.loadContract("video-studio");
const mock = await mocks.createMock({ contracts: [contract], pace: "none" });
process.stdout.write(`${mock.url}/api/v1/ws/broadcast\n`);
