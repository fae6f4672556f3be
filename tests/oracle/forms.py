"""Values of the forms that fields ask for, right ones and wrong ones side by side."""

# ruff: noqa: S104 (addresses to write down, not to listen at)

from __future__ import annotations

NUMBERS = (
    *(-2147483649, -2147483648, -1000, -2, -1, 0, 1, 2, 3, 5, 10, 30, 60, 99, 100, 101, 256, 300, 400, 420, 511, 512),
    *(600, 644, 777, 1000, 1001, 2767, 3600, 10800, 30000, 32767, 32768, 65535, 65536, 86400, 86401, 999999999),
    *(1000000000, 1000000001, 2000000000, 2000001000, 2147483647, 2147483648, 4294967296, 2**63 - 1, 2**63, 2**64),
)
FLOATS = (0.0, 0.5, 1.0, 1.5, -0.1, 1e3, 1e10)
ADDRESSES = (
    *("10.0.0.1", "10.0.0.256", "10.0.0", "10.0.0.01", "127.0.0.1", "0.0.0.0", "255.255.255.255", "169.254.1.1"),
    *("224.0.0.1", "::1", "::", "fd00::1", "fe80::1", "2001:db8::1", "2001:DB8::1", "::ffff:10.0.0.1", "fd00:::1"),
    *("10.96.0.10", "10.0.0.1 ", "10.0.0.1:80", "[::1]", "localhost", "None", "none"),
)
NETWORKS = (
    *("10.0.0.0/8", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0", "10.0.0.0/-1", "10.0.0.0/08", "0.0.0.0/0", "::/0"),
    *("10.0.0/8", "fd00::/8", "fd00::1/64", "2001:db8::/32", "2001:db8::/129", "10.0.0.0\\8", "10.244.0.0/16"),
    *("192.168.010.0/24", "::ffff:10.0.0.0/104", "10.0.0.0/24,10.1.0.0/24"),
)
QUANTITIES = (
    *("1", "0", "-1", "100m", "1.5", "1Gi", "1G", "1GB", "1gb", "1gi", "1 Gi", "100mi", "500M", "500Mb", "1e3", "1E3"),
    *("0.5", "0.0001", "1u", "1n", "1.5Gi", "1.", ".5", "1,5", "1,000", "one", "1k", "1K", "1Ki", "1m", "1T", "1Ei"),
    *("9223372036854775807", "99999999999999999999", "1e", "1e1000", "+1", "--1", "0x10", "1Mi ", "100%", "10Gi/s"),
)
DURATIONS = ("30s", "1h", "1h30m", "30", "1d", "-5s", "0s", "5 m", "1.5h", "1H", "P1D", "300000h", "500ms", "1m0.5s")
SCHEDULES = (
    *("*/5 * * * *", "0 0 * * 0", "0 0 * * 7", "0 0 * * 8", "60 0 * * *", "0 24 * * *", "0 0 0 * *", "0 0 32 * *"),
    *("0 0 * 13 *", "0 0 * *", "0 0 * * * *", "@daily", "@every 5m", "@weekend", "0 0 * * MON-FRI", "0 0 * JAN *"),
    *(
        "*/0 * * * *",
        "5-1 * * * *",
        "? ? ? ? ?",
        "0 0 L * *",
        "TZ=UTC 0 0 * * *",
        "CRON_TZ=UTC 0 0 * * *",
        "0,30 * * * *",
    ),
    *("0 0 * * mon,wed", "1/2 * * * *", "0 0 1-5/2 * *", "*/100 * * * *", "", " 0 0 * * *", "0  0 * * *"),
)
TIMES = ("2026-01-01T00:00:00Z", "2026-01-01", "2026-01-01T00:00:00.000000Z", "2026-01-01T00:00:00+01:00", "now")
ZONES = ("Etc/UTC", "Europe/Berlin", "europe/berlin", "UTC", "Local", "Mars/Base", "UTC+1", "EST", "America/New York")
PATHS = (
    *("/", "/var/lib", "var/lib", "./data", "../data", "/a/../b", "/a/..b", "a/..", "..", ".", "/a:b", "a:b", "/a b"),
    *("C:\\data", "/a//b", "/a/", "//", "/*", "~/data", "$(NAME)/x", "$(NAME", "/a/./b", "/é", "/a%2e"),
)
HOSTS = (
    *("example.com", "*.example.com", "*", "*.com", "*.*.example.com", "foo.*.com", "Example.com", "example.com."),
    *("http://example.com", "example.com:80", "example_com", "-example.com", "example..com", "xn--e1afmkfd.com"),
    *("a" * 63 + ".com", "a" * 64 + ".com", "1.2.3.4", "www.example.com/path"),
)
NAMES = (
    *("web", "Web", "web_1", "web.1", "web-", "-web", "1web", "123", "w", "web app", "a" * 15, "a" * 16, "a" * 52),
    *("a" * 53, "a" * 57, "a" * 58, "a" * 63, "a" * 64, "a.b", "a..b", "a/b", "system:node", "default", "kube-system"),
    *("http", "https", "http-metrics-port", "a" * 253, "a" * 254, "a--b", "a%b", "..", ".", "..a", "é", "web.", "*"),
)
KEYS = (
    *("app", "app.kubernetes.io/name", "example.com/a", "Example.com/a", "example.com/", "/a", "example.com/a/b"),
    *("a_b", "a.b", "-a", "a-", "kubernetes.io/a", "k8s.io/a", "a" * 63, "a" * 64, "example.com/" + "a" * 64, "a b"),
    *("x" * 253 + "/a", "x" * 254 + "/a", "config.json", "..data", "A_B", "1", "nvidia.com/gpu", "requests.cpu"),
)
PERCENTAGES = ("0%", "1%", "25%", "100%", "101%", "200%", "-1%", "25.5%", "25", "%", "25 %", "025%")
URLS = (
    *("https://example.com", "http://example.com", "https://example.com/a?b=c", "https://u@example.com", "example.com"),
    *("https://example.com#a", "https://", "https://example.com:8443/x", "https:///x", "ftp://example.com"),
)
EXPRESSIONS = (
    *("true", "self == oldSelf", "object.spec.replicas <= 5", "size(self) > 0", "self.", "a ==", "(", "foo(self)", "1"),
    *(
        "has(object.metadata.labels)",
        "request.operation == 'CREATE'",
        "'x'",
        "self.spec.minimum <= 1",
        "[1, 2]",
        "null",
    ),
    *(
        "variables.x",
        "params.data",
        "object.metadata.name.startsWith('a')",
        "oldObject == null",
        "device.driver == 'x'",
    ),
)
TEXTS = (
    "YWJj",
    "YWJj\n",
    "YW Jj",
    "YWJ",
    "a,b",
    "a=b",
    "$(A)",
    "{{ a }}",
    "<a>",
    "yes",
    "null",
    "~",
    "TRUE",
    "\t",
    "a\nb",
)
WORDS = (
    *("Always", "Never", "IfNotPresent", "OnFailure", "TCP", "UDP", "HTTP", "Exists", "In", "Delete", "Retain", "None"),
    *("Local", "Cluster", "ClientIP", "RollingUpdate", "Recreate", "OnDelete", "NoSchedule", "Filesystem", "Block"),
    *("Immediate", "Linux", "linux", "Localhost", "RuntimeDefault", "Default", "Fail", "Ignore", "Pods", "Utilization"),
)
ALL = (
    *(ADDRESSES, NETWORKS, QUANTITIES, DURATIONS, SCHEDULES, TIMES, ZONES, PATHS, HOSTS, NAMES, KEYS, PERCENTAGES),
    *(URLS, EXPRESSIONS, TEXTS, WORDS),
)
SHAPES = (  # a value that looks so is most often replaced by one of these
    (r"\d+(\.\d+){3}|[0-9a-f]*::?[0-9a-f:]*", (ADDRESSES,)),
    (r"\S+/\d+", (NETWORKS,)),
    (r"\d+(\.\d+)?([munkMGTPE]|[KMGTPE]i)?", (QUANTITIES, PERCENTAGES)),
    (r"\d+%", (PERCENTAGES,)),
    (r"(\d+(h|m|s|ms))+", (DURATIONS,)),
    (r"(\S+ ){4}\S+|@\w+.*", (SCHEDULES,)),
    (r"\d{4}-\d\d-\d\d.*", (TIMES,)),
    (r"[A-Z]\w+/[A-Z]\w+", (ZONES,)),
    (r"/.*", (PATHS,)),
    (r"https?://.*", (URLS,)),
    (r".*[=(<>].*", (EXPRESSIONS,)),
    (r"[a-z0-9.-]+/[\w.-]+", (KEYS,)),
    (r"\*?[a-z0-9.-]+\.[a-z0-9-]+", (HOSTS, NAMES)),
    (r"[a-z0-9-]+", (NAMES, NAMES, KEYS)),
    (r"[A-Z]\w+", (WORDS,)),
)
