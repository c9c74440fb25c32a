# Two stages: the first installs with pip, the second holds what was installed and nothing else.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock requirements-dev.lock ./
RUN python -m venv /opt/minga \
    && /opt/minga/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
    && python -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements-dev.lock
COPY . .
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /opt/minga/bin/pip install --no-cache-dir --no-deps /wheels/*.whl

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin minga \
    && mkdir /data && chown minga:minga /data && chmod 0700 /data
COPY --from=build /opt/minga /opt/minga
USER minga
WORKDIR /data
VOLUME /data
ENV PATH=/opt/minga/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MINGA_CONTAINER=1 \
    MINGA_DATABASE_URL=sqlite+aiosqlite:////data/minga.db \
    MINGA_LISTEN=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=60s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["minga"]
CMD ["run"]
