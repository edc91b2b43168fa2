import { CopilotKit, useCopilotAction, useCopilotReadable } from "@copilotkit/react-core";
import { CopilotChat } from "@copilotkit/react-ui";
import { createRoot } from "react-dom/client";

/** What is said to the agent, and the one thing that it can do in the page. */
function Chat() {
  useCopilotReadable({ description: "Current user's account", value: { name: "John Doe", tier: "Premium" } });
  useCopilotAction({
    name: "render_product_card",
    description: "Render a product card",
    parameters: [
      { name: "name", type: "string", description: "Product name", required: true },
      { name: "price", type: "number", required: true },
    ],
    handler: async ({ name, price }) => `A card for ${name} at ${price} is on the page`,
  });
  return <CopilotChat />;
}

createRoot(document.getElementById("root")).render(
  <CopilotKit {...window.provider}>
    <Chat />
  </CopilotKit>,
);
