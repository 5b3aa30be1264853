import type { Got } from '@/shared/api/types'

export type Limits = Got<'/api/settings/limits'>
export type Limit = Limits['rows'][number]

export const urgencies = ['emergency', 'urgent', 'ordinary', 'complex'] as const
