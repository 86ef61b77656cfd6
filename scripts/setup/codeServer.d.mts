export const CODE_SERVER_ENTRY: string;
export function provideCodeServer(): Promise<void>;
