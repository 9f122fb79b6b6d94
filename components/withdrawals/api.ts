import type { Body } from "@/lib/contract/route";
import { withdrawals } from "@/lib/contract/withdrawals";
import { call } from "../client/call";

export const fetchWithdrawal = (id: string) => call(withdrawals.get, { params: { id } });

export const retireCase = (id: string, body: Body<typeof withdrawals.retire>) =>
  call(withdrawals.retire, { params: { id }, body });

export const bringBackCase = (id: string) => call(withdrawals.bringBack, { params: { id } });

export const purgePicture = (id: string, body: Body<typeof withdrawals.purge>) =>
  call(withdrawals.purge, { params: { id }, body }, { timeoutMs: 60_000 });

export const takeBackImport = (id: string) =>
  call(withdrawals.takeBackImport, { params: { id } }, { timeoutMs: 60_000 });

export const fetchOpening = (id: string) => call(withdrawals.opening, { params: { id } });

export const closeDataset = (id: string, reason: string) =>
  call(withdrawals.close, { params: { id }, body: { reason } });
