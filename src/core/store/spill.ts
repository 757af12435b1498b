/** World: all. Where payloads go that memory has no room for. */
export interface Spill {
  /** Keeps the data under a number. Fails when there is no room, or no disk to use. */
  write(id: number, data: string | Uint8Array<ArrayBuffer>): Promise<void>;
  read(id: number): Promise<string | Uint8Array<ArrayBuffer>>;
  /** Forgets everything. */
  clear(): Promise<void>;
}
