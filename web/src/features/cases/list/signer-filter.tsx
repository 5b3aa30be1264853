import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { api, body } from '@/shared/api/client'
import { useSession } from '@/shared/session/session'
import { useWords } from '../words'

interface SignerFilterProps {
  value: string | undefined
  onChange: (signer: string | undefined) => void
}

/** Whose cases: one's own first, then the colleagues by how many they hold; who has left is marked. */
export function SignerFilter({ value, onChange }: SignerFilterProps) {
  const say = useWords()
  const { data: session } = useSession()
  const { data } = useQuery({
    queryKey: ['case-signers'],
    queryFn: () => body(api.GET('/api/cases/signers')),
    staleTime: 60_000,
  })
  const others = (data ?? []).filter(({ id }) => id !== session?.account.id)
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={say('signer')}
      placeholder={say('signer')}
      value={value}
      popupMatchSelectWidth={240}
      options={[
        { value: 'me', label: say('signerMe') },
        ...others.map(({ id, name, open, left }) => ({
          value: id,
          label: say(left ? 'signerLeft' : 'signerOpen', { name, count: open }),
        })),
      ]}
      onChange={(signer?: string) => onChange(signer)}
    />
  )
}
