# feelint with its browser, for a pipeline or a machine without Python. See docs/ci.md.
FROM python:3.13.9-slim-bookworm

ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PLAYWRIGHT_BROWSERS_PATH=/opt/browsers

WORKDIR /opt/source
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY src src
COPY rules rules
# playwright is pinned in constraints.txt, and with it the build of the browser.
RUN pip install --constraint constraints.txt . \
    && playwright install --with-deps chromium-headless-shell \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 feelint \
    && install --directory --owner feelint /site

USER 10001
WORKDIR /site
ENTRYPOINT ["feelint"]
CMD ["--help"]
