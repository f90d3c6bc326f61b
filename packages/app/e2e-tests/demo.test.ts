import { expect, test } from '@playwright/test';

// Where the picture for the README is to go, such as docs/images/demo.png.
const picture = process.env.DEMO_PICTURE;

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(
    page
      .getByTestId('sidebar-root')
      .getByRole('link', { name: 'Catalog', exact: true }),
  ).toBeVisible();
});

test('lists the dbt models', async ({ page }) => {
  await page.goto('/?filters[kind]=resource&filters[type]=dbt-model');

  await expect(
    page.getByRole('heading', { level: 2, name: /dbt-model Resources/ }),
  ).toBeVisible();
  await page.getByRole('textbox', { name: 'search' }).fill('fct_shipments');
  await expect(
    page.getByRole('link', { name: 'fct_shipments', exact: true }),
  ).toBeVisible();
});

test('shows which model builds a table', async ({ page }) => {
  await page.goto('/?filters[kind]=resource&filters[type]=table');
  await page.getByRole('textbox', { name: 'search' }).fill('FCT_SHIPMENTS');
  await page.getByRole('link', { name: /\.FCT_SHIPMENTS$/ }).click();

  await expect(
    page.getByRole('heading', { name: /\.FCT_SHIPMENTS$/ }),
  ).toBeVisible();
  await expect(
    page.getByTestId('node').getByText('fct_shipments', { exact: true }),
  ).toBeVisible();

  if (picture) {
    await page.screenshot({ path: picture });
  }
});

test('shows on the page of a table what dbt knows of it', async ({ page }) => {
  await page.goto(
    '/catalog/default/resource/analytics.network_marts.fct_shipments',
  );

  await expect(
    page.getByText('One row per parcel, from announcement to delivery.'),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: /^dbt Catalog/ }),
  ).toHaveAttribute('href', /\/details\/model\.parcel_network\.fct_shipments$/);
});
