import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { useSettled } from '@/shared/ui/settled'
import { DemandList } from '../page/demands'
import { useWords } from '../words'
import { type TypedCall, toRequest } from './call'

/** Characters from which on there may be two demands. */
const shortestText = 16

/** While the caller speaks: what he says seems to be several demands. It is registered as one, and split on its page. */
export function Several({ call }: { call: TypedCall }) {
  const say = useWords()
  const { text, kind, place } = toRequest(call)
  const words = useSettled(text?.trim() ?? '')
  const where = useSettled(place?.text ?? '')
  const sought = {
    text: words,
    ...(kind && { kind }),
    ...(place && { place: { ...place, ...(where && { text: where }) } }),
  }
  const { data = [] } = useQuery({
    queryKey: ['demands', sought],
    queryFn: () => body(api.POST('/api/cases/demands', { body: sought })),
    enabled: words.length >= shortestText && !call.classCode && call.kind !== 'praise',
    placeholderData: (before) => before,
    retry: false,
    staleTime: 60_000,
  })
  return (
    <div role="status" className="candidates">
      {words.length >= shortestText && data.length > 0 && (
        <section aria-labelledby="several-title">
          <h2 id="several-title">{say('demands')}</h2>
          <DemandList demands={data} />
          <p className="soft">{say('demandsLater')}</p>
        </section>
      )}
    </div>
  )
}
