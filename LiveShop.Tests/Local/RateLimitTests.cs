using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Local.Hosting;
using LiveShop.Local.Limits;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Local.Hostile;
using Microsoft.AspNetCore.Http;
namespace LiveShop.Tests.Local;

/// <summary>Callers come from where a proxy says; each test from a network of its own.</summary>
public sealed partial class RateLimitTests(RateLimitTests.LimitedServer limited) : IClassFixture<RateLimitTests.LimitedServer>
{
    private const string Carts = "/api/carts";
    private const string Shop = "https://shop.example";
    private const int Burst = 30;

    /// <summary>Sent at once they are more than a bucket holds, however slow the machine.</summary>
    private const int TooMany = 120;

    private static int networks;

    private readonly LocalServer server = limited.Server;

    /// <summary>Public functions that write.</summary>
    public static IEnumerable<object[]> PublicWrites =>
        from function in HttpFunction.All
        where function.Method.IsDefined(typeof(PublicAttribute), inherit: false) || function.Method.IsDefined(typeof(RequireOrderKeyOrRoleAttribute), inherit: false)
        // A payment provider signs its events and sends them in bursts.
        where function.Name != "ReceivePaymentEvent"
        from method in function.Methods
        where !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)
        select new object[] { method.ToUpperInvariant(), $"/api/{RouteParameter().Replace(function.Route, "none")}" };

    [Theory, MemberData(nameof(PublicWrites))]
    [InlineData("GET", "/api/livestreams?status=live"), InlineData("GET", "/api/products?search=mug"), InlineData("GET", "/api/orders/none")]
    [InlineData("POST", "/client/negotiate?hub=liveshop&negotiateVersion=1")]
    [InlineData("POST", "/client/negotiate?hub=liveshop&negotiateVersion=1&id=some")]
    [InlineData("GET", "/client?hub=liveshop"), InlineData("GET", "/client?hub=liveshop&id="), InlineData("GET", "/client?hub=liveshop&id")]
    public async Task Exceeding_a_rate_limit_is_429_with_Retry_After(string method, string address)
    {
        var network = NewNetwork();

        var answers = await ManyAsync(server, method, address, network);

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 1, TooMany - Burst);
        foreach (var answer in refused)
        {
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
            await Task.FromResult(answer).IsProblemAsync(429, "too-many-requests");
        }
    }

    [Fact]
    public void Default_rate_limits_match_the_README_and_do_not_queue()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var limits = new RateLimitOptions();

        foreach (var (kind, limit) in new[]
        {
            (nameof(limits.Connecting), limits.Connecting), (nameof(limits.Carts), limits.Carts), (nameof(limits.Lists), limits.Lists),
            (nameof(limits.Checkouts), limits.Checkouts), (nameof(limits.Orders), limits.Orders),
        })
        {
            Assert.Contains($"| `LiveShop__RateLimits__{kind}__Burst`, `…__PerSecond` | `{limit.Burst}`, `{limit.PerSecond}` |", readme, StringComparison.Ordinal);
            Assert.Equal(0, limit.ToTokenBucket().QueueLimit);
        }
    }

    [Fact]
    public async Task Rate_limit_refills_over_time()
    {
        var network = NewNetwork();
        Assert.Contains(await ManyAsync(server, "POST", Carts, network), IsRefused);

        await Eventually.HoldsAsync(async () => await StatusAsync(server, "POST", Carts, network) == HttpStatusCode.Created);
    }

    [Fact]
    public async Task Rate_limits_of_connecting_carts_and_hub_are_separate()
    {
        var network = NewNetwork();
        Assert.Contains(await ManyAsync(server, "POST", Carts, network), IsRefused);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "POST", "/api/livestreams/demo/negotiate", network));
        Assert.Contains(await ManyAsync(server, "POST", "/api/livestreams/demo/negotiate", network), IsRefused);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "POST", "/client/negotiate?hub=liveshop", network));
        foreach (var (method, address, status) in new[] { ("GET", "/api/carts/none", 404), ("GET", "/api/livestreams/demo/pinned-products", 200), ("POST", "/api/livestreams/demo/start", 401), ("POST", "/api/products", 401) })
            Assert.All(await ManyAsync(server, method, address, network), answer => Assert.Equal(status, (int)answer.StatusCode));
    }

    [Theory]
    [InlineData("198.51.100.{0}", "198.51.101.{0}"), InlineData("::ffff:198.51.102.{0}", "198.51.103.{0}")]
    [InlineData("2001:db8:{0}:1::1", "2001:db8:{0}:2::1"), InlineData("[2001:db8:{0}:1::2]:4711", "2001:db8:{0}:3::1")]
    public async Task Rate_limit_of_one_network_does_not_affect_another(string one, string other)
    {
        var (network, neighbour) = (string.Format(null, one, ++networks % 200), string.Format(null, other, networks % 200));

        Assert.Contains(await ManyAsync(server, "POST", Carts, network), IsRefused);

        Assert.Equal(HttpStatusCode.Created, await StatusAsync(server, "POST", Carts, neighbour));
    }

    [Theory]
    [InlineData("2001:db8:a:{0}::1", "2001:db8:a:{0}:ffff:1:2:3"), InlineData("::ffff:198.51.104.{0}", "198.51.104.{0}")]
    [InlineData("198.51.105.{0}", "203.0.113.1, 198.51.105.{0}")]
    public async Task Addresses_of_the_same_network_share_a_rate_limit(string one, string other)
    {
        var (network, again) = (string.Format(null, one, ++networks % 200), string.Format(null, other, networks % 200));

        var stopwatch = Stopwatch.StartNew();

        var answers = (await ManyAsync(server, "POST", Carts, network)).Concat(await ManyAsync(server, "POST", Carts, again));

        // Two buckets would let twice as many through; one a second comes into a bucket meanwhile.
        Assert.InRange(answers.Count(answer => !IsRefused(answer)), Burst, Burst + (int)stopwatch.Elapsed.TotalSeconds + 1);
    }

    [Fact]
    public async Task Requests_of_an_open_connection_are_not_rate_limited()
    {
        using var http = new HttpClient { BaseAddress = server.BaseAddress, DefaultRequestHeaders = { { "X-Forwarded-For", NewNetwork() } } };
        var hub = await RawHub.NegotiateAsync(http);
        await hub.PollAsync(http);
        await hub.PostAsync(http, RawHub.Handshake);

        await Task.WhenAll(Enumerable.Range(0, TooMany).Select(_ => hub.PostAsync(http, """{"type":6}""")));
    }

    [Fact]
    public async Task CORS_exposes_Retry_After_of_a_429()
    {
        var network = NewNetwork();
        var answers = await Task.WhenAll(Enumerable.Range(0, TooMany).Select(_ => server.Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, Carts) { Headers = { { "Origin", Shop }, { "X-Forwarded-For", network } } })));

        var refused = answers.First(IsRefused);
        Assert.Equal(Shop, refused.Header("Access-Control-Allow-Origin"));
        Assert.Contains("Retry-After", refused.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Theory, InlineData("127.0.0.1"), InlineData("::1"), InlineData("127.9.9.9:80"), InlineData("::ffff:127.0.0.2"), InlineData("nonsense")]
    public async Task A_forwarded_loopback_address_does_not_escape_the_rate_limit(string claimed) =>
        Assert.Contains(await ManyAsync(server, "POST", Carts, claimed), IsRefused);

    [Theory, InlineData(null, false), InlineData("true", true)]
    public async Task Loopback_calls_are_rate_limited_only_when_configured(string? loopback, bool isLimited)
    {
        string[] settings = loopback is null ? [] : ["--LiveShop:RateLimits:Loopback", loopback];
        await using var local = await LocalServer.StartAsync(
            ["--LiveShop:SampleData", "false", "--LiveShop:RateLimits:Carts:Burst", "1", "--LiveShop:RateLimits:Carts:PerSecond", "1", .. settings]);

        // Forwarded headers are not enabled, so the client address is loopback.
        var answers = await ManyAsync(local, "POST", Carts, NewNetwork());

        Assert.Equal(isLimited, answers.Any(IsRefused));
    }

    [Theory]
    [InlineData("Carts:Burst", "0"), InlineData("Carts:Burst", "-1"), InlineData("Carts:PerSecond", "0")]
    [InlineData("Lists:Burst", "0"), InlineData("Lists:PerSecond", "1000001")]
    [InlineData("Checkouts:Burst", "0"), InlineData("Checkouts:PerSecond", "0"), InlineData("Orders:Burst", "0"), InlineData("Orders:PerSecond", "0")]
    [InlineData("Connecting:Burst", "1000001"), InlineData("Connecting:PerSecond", "1000001")]
    public async Task A_limit_out_of_range_prevents_the_start_with_one_line(string setting, string value)
    {
        var refused = await Assert.ThrowsAsync<StartupException>(() => LocalServer.StartAsync($"--LiveShop:RateLimits:{setting}", value));

        Assert.Equal(
            $"LiveShop__RateLimits__{setting.Replace(":", "__", StringComparison.Ordinal)} must be a whole number from 1 to 1000000.",
            refused.Message);
    }

    [Theory]
    [InlineData("RateLimits:Carts:PerSecond", "many"), InlineData("RateLimits:Connecting:Burst", "1.5"), InlineData("RateLimits:Carts:Burst", "")]
    [InlineData("RateLimits:Loopback", "sometimes"), InlineData("SampleData", "perhaps")]
    public async Task A_setting_of_the_wrong_type_prevents_the_start_with_one_line_that_names_it(string setting, string value)
    {
        var refused = await Assert.ThrowsAsync<StartupException>(() => LocalServer.StartAsync($"--LiveShop:{setting}", value));

        Assert.Contains($"'{value}' at 'LiveShop:{setting}'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [GeneratedRegex("{[^}]+}")]
    private static partial Regex RouteParameter();

    private static bool IsRefused(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.TooManyRequests;

    private static string NewNetwork() => $"192.0.2.{Interlocked.Increment(ref networks) % 250}";

    private static Task<HttpResponseMessage[]> ManyAsync(LocalServer server, string method, string address, string network) =>
        Task.WhenAll(Enumerable.Range(0, TooMany).Select(_ => SendAsync(server, method, address, network)));

    private static async Task<HttpStatusCode> StatusAsync(LocalServer server, string method, string address, string network)
    {
        using var answer = await SendAsync(server, method, address, network);
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> SendAsync(LocalServer server, string method, string address, string network) =>
        server.Http.SendAsync(new HttpMethod(method), address, ("X-Forwarded-For", network), method is "POST" or "PATCH" ? JsonContent.Create(new { }) : null);

    /// <summary>Behind a proxy, with small buckets.</summary>
    public sealed class LimitedServer : IAsyncLifetime
    {
        public LocalServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await LocalServer.StartAsync(
            "--ForwardedHeaders_Enabled", "true", "--LiveShop:AllowedOrigins", Shop,
            "--LiveShop:RateLimits:Carts:Burst", $"{Burst}", "--LiveShop:RateLimits:Carts:PerSecond", "1",
            "--LiveShop:RateLimits:Connecting:Burst", $"{Burst}", "--LiveShop:RateLimits:Connecting:PerSecond", "1",
            "--LiveShop:RateLimits:Checkouts:Burst", $"{Burst}", "--LiveShop:RateLimits:Checkouts:PerSecond", "1",
            "--LiveShop:RateLimits:Orders:Burst", $"{Burst}", "--LiveShop:RateLimits:Orders:PerSecond", "1",
            "--LiveShop:RateLimits:Lists:Burst", $"{Burst}", "--LiveShop:RateLimits:Lists:PerSecond", "1");

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
