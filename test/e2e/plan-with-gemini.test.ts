import { describePlansWith } from '../helpers/vendors/plans-with.ts';

describePlansWith('gemini');
