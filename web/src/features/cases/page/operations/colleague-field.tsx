import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { api, body } from '@/shared/api/client'
import { useWords } from '../../words'

/** Somebody who may go on with a case. */
export function ColleagueField({ caseId, name }: { caseId: string; name: string }) {
  const say = useWords()
  const { data, isPending } = useQuery({
    queryKey: ['colleagues', caseId],
    queryFn: () => body(api.GET('/api/cases/{id}/colleagues', { params: { path: { id: caseId } } })),
  })
  return (
    <Form.Item
      name={name}
      label={say('handOverTo')}
      rules={[{ required: true, message: say('handOverMissing') }]}
    >
      <Select
        loading={isPending}
        notFoundContent={say('noColleague')}
        options={(data ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
    </Form.Item>
  )
}
