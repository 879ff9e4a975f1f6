import { useEffect, useState } from "react";
import { Link, Outlet, useLocation } from "react-router";
import {
  Masthead, MastheadBrand, MastheadLogo, MastheadMain, MastheadContent, MastheadToggle,
  Nav, NavItem, NavList, Page, PageSidebar, PageSidebarBody, PageToggleButton, SkipToContent,
} from "@patternfly/react-core";
import { api } from "../api/api.ts";
import { Banners } from "./Banners.tsx";
import { ImportOffer } from "./ImportOffer.tsx";
import { PLACES } from "./places.tsx";
import { RunningJobs } from "./RunningJobs.tsx";
import { Toasts } from "./Toasts.tsx";
import { useAppDispatch } from "./store.ts";
import { useMediaQuery } from "../ui/useMediaQuery.ts";

const MAIN = "main-content";
/** PatternFly's `xl`: from here on its style sheet lays the navigation beside the page. */
const WIDE = "(min-width: 75rem)";

/** What stays in view at every place: the name, the navigation, what is running, and notices. */
export function Shell() {
  const dispatch = useAppDispatch();
  useEffect(() => {
    const running = dispatch(api.endpoints.jobs.initiate());
    return () => running.unsubscribe();
  }, [dispatch]);

  const { pathname } = useLocation();

  // Wide windows keep the navigation beside the page; over a narrow one it is opened for one choice.
  const isNarrow = !useMediaQuery(WIDE);
  const [isOpenWide, setOpenWide] = useState(true);
  const [isOpenNarrow, setOpenNarrow] = useState(false);
  const isOpen = isNarrow ? isOpenNarrow : isOpenWide;
  const toggle = () => (isNarrow ? setOpenNarrow(!isOpenNarrow) : setOpenWide(!isOpenWide));

  return (
    <>
      <Page
        className="sp-page"
        isContentFilled
        masthead={<Header isNavigationOpen={isOpen} onToggle={toggle} />}
        sidebar={<Sidebar isOpen={isOpen} onNavigate={() => setOpenNarrow(false)} />}
        skipToContent={<SkipToContent href={`#${MAIN}`} onClick={focusMain}>Skip to content</SkipToContent>}
        mainContainerId={MAIN}
      >
        <Banners />
        <StartAtTop key={pathname} />
        <Outlet />
      </Page>
      <Toasts />
      <ImportOffer />
    </>
  );
}

/** A new place begins at its top; PatternFly's main region scrolls, not the window. */
function StartAtTop() {
  useEffect(() => {
    const main = document.getElementById(MAIN);
    if (main) main.scrollTop = 0;
  }, []);
  return null;
}

/** The hash belongs to the router: the skip link moves the focus itself. */
function focusMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById(MAIN)?.focus();
}

interface HeaderProps {
  isNavigationOpen: boolean;
  onToggle: () => void;
}

function Header({ isNavigationOpen, onToggle }: HeaderProps) {
  return (
    <Masthead display={{ default: "inline" }}>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton isHamburgerButton aria-label="Navigation" isSidebarOpen={isNavigationOpen} onSidebarToggle={onToggle} />
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <Link {...props} to="/" />}>
            <span className="sp-brand">Sallyport</span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <RunningJobs />
      </MastheadContent>
    </Masthead>
  );
}

interface SidebarProps {
  isOpen: boolean;
  onNavigate: () => void;
}

function Sidebar({ isOpen, onNavigate }: SidebarProps) {
  const { pathname } = useLocation();
  return (
    <PageSidebar isSidebarOpen={isOpen}>
      <PageSidebarBody>
        <Nav aria-label="Places" onSelect={onNavigate}>
          <NavList>
            {PLACES.map(({ path, title, icon: Icon }) => {
              const here = path === "/" ? pathname === "/" : pathname === path || pathname.startsWith(`${path}/`);
              return (
                <NavItem key={path} isActive={here}>
                  <Link to={path}><span className="sp-nav-icon"><Icon /></span>{title}</Link>
                </NavItem>
              );
            })}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}
