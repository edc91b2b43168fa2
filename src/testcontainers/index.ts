export { BackendContainer, StartedBackendContainer } from "./backend-container.ts";
export type { ImageSource } from "./build-image.ts";
export { ContainerError, type ContainerErrorId } from "./container-error.ts";
export { engineTrouble } from "./engine.ts";
export { MockContainer, type MockImage } from "./mock-container.ts";
export { type RemoteIsolation, StartedMockContainer } from "./started-mock-container.ts";
