export function canInstallDebianPackages(): boolean;
export function installDebianPackages(packages: readonly string[]): Promise<void>;
