export { shellWord } from '../conformance/index.ts';
