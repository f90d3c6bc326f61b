import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 14,
    height: 2 * sidebarConfig.logoHeight,
    paddingLeft: 20,
    color: '#fff',
    fontSize: 16,
    fontWeight: 600,
    whiteSpace: 'nowrap',
  },
});

/** Two models that build a table: the lineage that this app is about. */
export function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <Link to="/" underline="none" className={classes.link} aria-label="Home">
      <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
        <path
          d="M9 9c8 0 6 7 13 7M9 23c8 0 6-7 13-7"
          fill="none"
          stroke="#9bf0e1"
          strokeWidth="2.5"
        />
        <circle cx="8" cy="9" r="4" fill="#ff8a5c" />
        <circle cx="8" cy="23" r="4" fill="#ff8a5c" />
        <rect x="19" y="11" width="10" height="10" rx="2" fill="#9bf0e1" />
      </svg>
      {isOpen && <span>dbt Cloud</span>}
    </Link>
  );
}
