import type { ReactNode } from "react";
import { Breadcrumb, BreadcrumbHeading, BreadcrumbItem, Content, Flex, FlexItem, PageSection, Title } from "@patternfly/react-core";
import { Link } from "react-router";

interface Props {
  title: ReactNode;
  /** The places above this one, outermost first. */
  breadcrumb?: { title: string; path: string }[];
  /** Facts under the title: platform, version, when and by whom. */
  subtitle?: ReactNode;
  /** The page's one primary action, with secondary ones before it. */
  actions?: ReactNode;
}

/** Head of every page: where one is, what it is, and its one primary action at the top right. */
export function PageHeader({ title, breadcrumb = [], subtitle, actions }: Props) {
  return (
    <PageSection className="sp-header" hasBodyWrapper={false}>
      <Flex justifyContent={{ default: "justifyContentSpaceBetween" }} alignItems={{ default: "alignItemsFlexStart" }}>
        <FlexItem className="sp-header__title">
          {breadcrumb.length === 0 && <Title headingLevel="h1" size="xl">{title}</Title>}
          {breadcrumb.length > 0 && (
            <Breadcrumb className="sp-breadcrumb">
              {breadcrumb.map((place) => (
                <BreadcrumbItem key={place.path} render={({ className }) => <Link className={className} to={place.path}>{place.title}</Link>} />
              ))}
              <BreadcrumbHeading>{title}</BreadcrumbHeading>
            </Breadcrumb>
          )}
          {subtitle && <Content component="small">{subtitle}</Content>}
        </FlexItem>
        {actions && <FlexItem className="sp-header__actions">{actions}</FlexItem>}
      </Flex>
    </PageSection>
  );
}
