import { Navigate, Route, Routes } from 'react-router'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { CountedCases } from './counted-cases'
import { usePeriods } from './month'
import { MonthPage } from './month-page'
import { RevisionPage } from './revision-page'
import { useWords } from './words'

/** `/month/2026-11`, the cases behind a number of it, and its published revisions. */
export function MonthPages() {
  return (
    <Routes>
      <Route index element={<LatestMonth />} />
      <Route path=":period" element={<MonthPage />} />
      <Route path=":period/cases" element={<CountedCases />} />
      <Route path=":period/revisions/:revision" element={<RevisionPage />} />
    </Routes>
  )
}

function LatestMonth() {
  const say = useWords()
  const { data, error, refetch } = usePeriods()
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  // The running period has little to show; the last one that closed is what people come for.
  const latest = data.items.find(({ running }) => !running) ?? data.items[0]
  return latest ? (
    <Navigate to={latest.period} replace />
  ) : (
    <Empty title={say('noPeriods')}>{say('noPeriodsAdvice')}</Empty>
  )
}
