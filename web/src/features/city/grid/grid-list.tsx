import { Link } from 'react-router'
import { count } from '@/shared/numbers'
import { useMay } from '@/shared/session/session'
import { ListPage } from '../list-page'
import { useGrids } from './grid'
import { useWords } from './words'

/** The communities, the grid that holds in each and the one that is to come. */
export function GridList() {
  const say = useWords()
  const may = useMay()
  return (
    <ListPage
      back={say('toComponents')}
      title={say('grids')}
      intro={say('intro')}
      action={may('editSettings') && <Link to="/components/grid/import">{say('importGrid')}</Link>}
      list={useGrids()}
      usual={8}
      keyOf={({ code }) => code}
      columns={[
        {
          head: say('community'),
          cell: ({ code, name }) => <Link to={`/components/grid/${code}`}>{name}</Link>,
        },
        { head: say('code'), cell: ({ code }) => code },
        { head: say('street'), cell: ({ streetName }) => streetName },
        { head: say('cells'), cell: ({ cells }) => count(cells), isNumber: true },
        { head: say('since'), cell: ({ since }) => since },
        {
          head: say('coming'),
          cell: ({ plannedFrom, plannedCells }) =>
            plannedFrom && say('comingFrom', { day: plannedFrom, cells: count(plannedCells ?? 0) }),
        },
      ]}
      none={say('none')}
      noneAdvice={say('noneAdvice')}
    />
  )
}
