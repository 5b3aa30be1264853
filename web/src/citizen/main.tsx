import '@/shared/csp-nonce'
import { start } from '@/shared/ui/start'
import { CitizenApp } from './app'

start(<CitizenApp />)
