import { Select } from 'antd'
import { listed } from '@/shared/i18n/punctuation'
import { WideTable } from '@/shared/ui/wide-table'
import type { CensusReport } from './census'
import { useWords } from './words'

interface ColumnMapProps {
  report: Pick<CensusReport, 'headings' | 'fields'>
  onMap: (field: string, column: string) => void
}

/** Which column of the file is read for which field; another choice looks at the file again. */
export function ColumnMap({ report, onMap }: ColumnMapProps) {
  const say = useWords()
  const read = new Set(report.fields.map(({ column }) => column))
  const unread = report.headings.filter((heading) => !read.has(heading))
  return (
    <section aria-labelledby="census-columns">
      <h2 id="census-columns">{say('columns')}</h2>
      <p className="soft">
        {unread.length > 0 ? say('columnsUnread', { columns: listed(unread) }) : say('columnsLead')}
      </p>
      <WideTable>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('standardField')}</th>
              <th scope="col">{say('abbreviation')}</th>
              <th scope="col">{say('column')}</th>
            </tr>
          </thead>
          <tbody>
            {report.fields.map(({ abbreviation, name, column }) => (
              <tr key={abbreviation}>
                <th scope="row" lang="zh-CN">
                  {name}
                </th>
                <td>{abbreviation}</td>
                <td>
                  <Select
                    className="census-column"
                    aria-label={say('columnOf', { field: name })}
                    showSearch={{ optionFilterProp: 'label' }}
                    value={column ?? ''}
                    onChange={(chosen) => onMap(abbreviation, chosen)}
                    options={[
                      { value: '', label: say('columnNone') },
                      ...report.headings.map((heading) => ({ value: heading, label: heading })),
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  )
}
