/** The arguments of the calls that search, apart from the others: the search worker needs no more. */
import { z } from 'zod';
import { hitKindSchema, idSchema, searchSortSchema } from './domain.ts';

export const findArgsSchema = z.object({
  query: z.string().max(2000),
  limit: z.number().int().min(1).max(500).default(20),
  caseId: idSchema.optional(),
  kinds: z.array(hitKindSchema).optional(),
  /** While typing, the last word is a beginning; a finished query's last word is whole first. */
  typing: z.boolean().default(false),
  sort: searchSortSchema.default('relevance'),
  /** Hits passed over before the first one that is given. */
  offset: z.number().int().min(0).max(1_000_000).default(0),
  /** The most snippets of one hit. */
  snippets: z.number().int().min(1).max(5).default(1),
  facets: z.boolean().default(false),
  explain: z.boolean().default(false),
});

export const countArgsSchema = z.object({ queries: z.array(z.string().max(2000)).max(200) });
