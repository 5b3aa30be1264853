import { Route, Routes } from 'react-router'
import { MinutePage } from '../minute/minute-page'
import { CoveragePage } from '../shifts/coverage-page'
import { MakeShiftPage } from '../shifts/make-shift'
import { ShiftsPage } from '../shifts/shifts-page'
import { TrackPage } from '../shifts/track-page'
import { MakePage } from './make-page'
import { PlanList } from './plan-list'
import { PlanRoute } from './plan-view'
import { StatisticsPage } from './statistics-page'
import './plans.css'

/** `/patrol`: plans, the form, one plan; shifts and coverage. */
export function PlanPages() {
  return (
    <Routes>
      <Route index element={<PlanList />} />
      <Route path="new" element={<MakePage />} />
      <Route path="minute" element={<MinutePage />} />
      <Route path="statistics" element={<StatisticsPage />} />
      <Route path="shifts" element={<ShiftsPage />} />
      <Route path="shifts/new" element={<MakeShiftPage />} />
      <Route path="shifts/:id/track" element={<TrackPage />} />
      <Route path="coverage" element={<CoveragePage />} />
      <Route path=":id" element={<PlanRoute />} />
    </Routes>
  )
}
