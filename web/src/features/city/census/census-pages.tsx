import { Route, Routes } from 'react-router'
import { useMay } from '@/shared/session/session'
import { CensusList } from './census-list'
import { CensusView } from './census-view'
import { TakeCensus } from './take-census'
import './census.css'

/** `/components/censuses`: what was surveyed, one survey, and a new file. */
export function CensusPages() {
  const may = useMay()
  return (
    <Routes>
      <Route index element={<CensusList />} />
      {may('takeCensus') && <Route path="new" element={<TakeCensus />} />}
      <Route path=":id" element={<CensusView />} />
    </Routes>
  )
}
