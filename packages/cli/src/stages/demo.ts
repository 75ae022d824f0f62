export async function runDemo(_flags: unknown, _context: unknown): Promise<void> {}
