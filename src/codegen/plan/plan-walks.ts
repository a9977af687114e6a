import { walksToJson } from '../../trace/index.ts';
import { contentHash, MADE_BY } from '../seal.ts';
import type { SuiteWalksInput } from '../suite-input.ts';
import { commentText, stringLiteral } from './literal.ts';

/** What the template prints of some walks. */
export interface WalksPlan {
  readonly comment: string;
  readonly file: string;
  readonly hash: string;
  readonly certificate: readonly string[];
}

/** The first line of a file of walks, by which it is known as ours. */
export const ABOUT_WALKS = `Walks through a state graph, ${MADE_BY}; do not edit`;

/** The name of the file of some walks, in the output folder. */
export const walksFile = (id: string): string => `${id}.walks.json`;

/** Decides what a suite says of some walks. */
export const planWalks = ({ set, certificate, shows }: SuiteWalksInput): WalksPlan => ({
  comment: commentText(shows),
  file: stringLiteral(walksFile(set.id)),
  hash: stringLiteral(contentHash(walksToJson(set, ABOUT_WALKS))),
  certificate: certificate.map(stringLiteral),
});
