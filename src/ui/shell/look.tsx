import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactElement, type ReactNode, useEffect, useMemo } from 'react';
import { usePreferences } from '../preferences.ts';
import { themeOf } from '../theme.ts';

/** The number used once that the page's policy asks of every style element. */
export function pageNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.getAttribute('nonce') || '';
}

/** Colours, sizes and the components' own language. */
export function Look(props: {
  readonly dark: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const { dark, children } = props;
  const { language, elder } = usePreferences();
  const theme = useMemo(() => themeOf({ elder, dark }), [elder, dark]);
  const csp = useMemo(() => ({ nonce: pageNonce() }), []);
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'cockpit' : 'desk';
  }, [dark]);
  return (
    <ConfigProvider
      csp={csp}
      theme={theme}
      locale={language === 'zh' ? zhCN : enUS}
      componentSize={elder ? 'large' : 'middle'}
    >
      {children}
    </ConfigProvider>
  );
}
