using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using LiveShop.Core.Orders;
using LiveShop.Functions.Http;
using LiveShop.Tests.Functions.Orders;
using LiveShop.Tests.Fuzzing;
using LiveShop.Tests.Shop;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Functions.Http;

/// <summary>Unknown routes, invalid ids and malformed requests.</summary>
[Collection(ApiCollection.Name)]
public sealed class RouteTests(Api api)
{
    public static TheoryData<string> OddIds => new(
        "UPPER", "a.b", "a%20b", "a%2Fb", "%2F", "..%2F..%2Fsecret", "%2e%2e%2fx", "a%5Cb", "a%3Fb", "a%23b", "a%25b", "%25%32%46", "'%20OR%201=1--",
        "%E2%98%83", "a%0D%0ASet-Cookie:x", "%FF", "%ED%A0%80", "a;b", "a+b", "%7B%22a%22:1%7D", "change-1", "_change-1", new string('a', 65), new string('a', 6000));

    [Theory, MemberData(nameof(OddIds))]
    public async Task Invalid_id_is_404_or_405_on_every_route(string id)
    {
        foreach (var function in HttpFunction.All.Where(function => function.Route.Contains("{id}", StringComparison.Ordinal)))
        {
            using var answer = await api.Admin.SendAsync(Requests.To(function, id));
            if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed))
                Assert.Fail($"{function.Name} answered {(int)answer.StatusCode} for {id}: {await answer.Content.ReadAsStringAsync()}");
            Assert.Equal(ErrorTypeOf(function, answer), answer.Content.Headers.MediaType());
        }
    }

    // People open a link to share, so an unknown one is a page too.
    private static string ErrorTypeOf(HttpFunction function, HttpResponseMessage answer) =>
        function.Name == "GetSharePage" && answer.StatusCode == HttpStatusCode.NotFound ? "text/html" : "application/problem+json";

    [Theory]
    [InlineData("/api"), InlineData("/api/"), InlineData("/api/nothing"), InlineData("/api/livestreams/demo/nothing")]
    [InlineData("/api/products/a/b"), InlineData("/api/openapi.yaml")]
    public async Task An_unknown_route_is_404(string route)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete, HttpMethod.Options, new HttpMethod("BREW") })
        {
            using var request = new HttpRequestMessage(method, route);
            await api.Admin.SendAsync(request).IsProblemAsync(404, "not-found");
        }
    }

    [Fact]
    public async Task Unsupported_method_is_405_with_Allow()
    {
        foreach (var route in HttpFunction.All.Select(function => function.Route).Distinct())
        {
            var has = HttpFunction.All.Where(function => Serves(function, route)).SelectMany(function => function.Methods).Select(method => method.ToUpperInvariant()).Order().ToList();
            foreach (var method in new[] { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW" }.Except(has))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Requests.AddressOf(route, "nowhere"));
                using var answer = await api.Admin.SendAsync(request);
                Assert.True(answer.StatusCode == HttpStatusCode.MethodNotAllowed, $"{method} {route} answered {(int)answer.StatusCode}");
                if (method != "HEAD")
                    Assert.Equal("application/problem+json", answer.Content.Headers.MediaType());
                Assert.Equal(has, answer.Content.Headers.Allow.Order());
            }
        }
    }

    [Fact]
    public async Task HEAD_has_the_status_and_headers_of_GET_and_no_body()
    {
        var (id, _) = await api.LiveStreamAsync();
        var (product, cart) = (await api.ProductAsync(), await api.CartAsync());
        var picture = await api.PictureAsync();
        var order = OrderApi.Abandoned(api.NewId("key"), product);
        await api.Server.Services.GetRequiredService<IOrderStore>().TryCreateAsync(order, default);
        await api.Admin.SendAsync(HttpMethod.Put, "/api/shop", ("If-Match", "*"), JsonContent.Create(ShopSample.Body())).IsAsync(HttpStatusCode.OK);
        var functions = HttpFunction.All.Where(function => function.Methods.Contains("get")).ToList();

        foreach (var function in functions)
        {
            var owner = function.Route.Split('/')[0] switch { "products" => product, "carts" => cart, "media" => picture, "orders" => order.Id, _ => id };
            var address = Requests.AddressOf(function.Route, owner);
            using var get = await api.Admin.GetAsync(address).IsAsync(HttpStatusCode.OK);
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var head = await api.Admin.SendAsync(request).IsAsync(HttpStatusCode.OK);

            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            foreach (var header in new[] { "ETag", "Cache-Control", "Vary" })
                Assert.Equal((function.Name, header, get.Header(header)), (function.Name, header, head.Header(header)));
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        }

        Assert.InRange(functions.Count, 9, int.MaxValue);
        using var nowhere = new HttpRequestMessage(HttpMethod.Head, "/api/livestreams/nowhere");
        await api.Customer.SendAsync(nowhere).IsAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("//api/livestreams"), InlineData("//api/health"), InlineData("/api//livestreams"), InlineData("//live/demo"), InlineData("///")]
    public async Task A_path_with_an_empty_segment_is_404_and_no_page(string path)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var connection = await RawConnection.OpenAsync(api.Server.BaseAddress.Port, patience.Token);

        await connection.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), patience.Token);

        var answer = await connection.ReadAsync(isHead: false, patience.Token);
        Assert.Equal((404, "application/problem+json"), (answer?.Status, answer?.MediaType));
    }

    // "pinned-products/order" is also a "pinned-products/{productId}", and "products/batch" a "products/{id}".
    private static bool Serves(HttpFunction function, string route) =>
        function.Route == route || function.Route == route.Replace("/order", "/{productId}", StringComparison.Ordinal)
        || function.Route == route.Replace("/batch", "/{id}", StringComparison.Ordinal);

    [Theory]
    [InlineData("GET /api/livestreams/a%00b HTTP/1.1\r\nHost: localhost", 400)]
    [InlineData("GET /api/livestreams/a\0b HTTP/1.1\r\nHost: localhost", 400)]
    [InlineData("GET /api/health HTTP/1.1", 400)]
    [InlineData("GET /api/health HTTP/1.1\r\nHost: a\r\nHost: b", 400)]
    [InlineData("POST /api/carts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2", 400)]
    [InlineData("POST /api/carts/x/items HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nnonsense", 400)]
    [InlineData("POST /api/carts/x/items HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: gzip", 400)]
    [InlineData("nonsense", 400)]
    public async Task Malformed_HTTP_request_is_400(string request, int status)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, api.Server.BaseAddress.Port);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request + "\r\n\r\n"));

        using var reader = new StreamReader(socket.GetStream(), Encoding.Latin1);
        var line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.StartsWith($"HTTP/1.1 {status} ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_line_that_is_too_long_is_refused()
    {
        using var tooMuch = await api.Customer.SendAsync(HttpMethod.Get, $"{api.Server.BaseAddress}dev/nothing", ("X-Long", new string('a', 40_000)));
        using var tooFar = await api.Customer.GetAsync($"{api.Server.BaseAddress}dev/{new string('a', 10_000)}");

        Assert.Equal((HttpStatusCode.RequestHeaderFieldsTooLarge, HttpStatusCode.RequestUriTooLong), (tooMuch.StatusCode, tooFar.StatusCode));
    }
}
