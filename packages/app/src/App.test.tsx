import { render, screen } from '@testing-library/react';
import { app } from './App';

describe('app', () => {
  const environment = process.env;

  afterEach(() => {
    process.env = environment;
  });

  it('greets with its title and lets a guest in', async () => {
    const appConfig = {
      context: 'test',
      data: {
        app: { title: 'dbt Cloud for Backstage' },
        backend: { baseUrl: 'http://localhost:7007' },
      },
    };
    // As a build leaves it there: not as text.
    process.env = Object.assign({}, environment, { APP_CONFIG: [appConfig] });

    render(app.createRoot());

    expect(
      await screen.findByRole(
        'heading',
        { name: 'dbt Cloud for Backstage' },
        { timeout: 20_000 },
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Enter' })).toBeEnabled();
  }, 30_000);
});
