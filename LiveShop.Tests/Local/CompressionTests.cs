using System.IO.Compression;
using System.Net;
using System.Text;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Local;

/// <summary>Static files, pages and long answers are sent compressed to clients that take it.</summary>
public sealed class CompressionTests(CompressionTests.ServerWithCompressedPages pages) : IClassFixture<CompressionTests.ServerWithCompressedPages>
{
    private const string Script = "/assets/shop-DiwrgTda.js";
    private const string Picture = "/sample/images/poster.svg";
    private const string Page = "/live/demo";
    private const string Document = "/api/openapi.json";

    private readonly LocalServer server = pages.Server;

    public static TheoryData<string> WithETags => [Script, Picture, Page];

    public static TheoryData<string, string> Compressed => new()
    {
        { Script, "br" }, { Script, "gzip" }, { Picture, "br" }, { Picture, "gzip" },
        { Page, "br" }, { Page, "gzip" }, { Document, "br" }, { Document, "gzip" },
    };

    [Theory, MemberData(nameof(Compressed))]
    public async Task Answer_is_sent_in_the_encoding_that_the_client_takes(string address, string encoding)
    {
        using var plain = await GetAsync(address, null);
        using var compressed = await GetAsync(address, encoding);

        Assert.Equal([encoding], compressed.Content.Headers.ContentEncoding);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await DecodedAsync(compressed));
        Assert.Equal(plain.Content.Headers.ContentType, compressed.Content.Headers.ContentType);
        Assert.All([plain, compressed], answer => Assert.Equal(["Accept-Encoding"], answer.Headers.Vary));
        Assert.Equal(plain.Header("Cache-Control"), compressed.Header("Cache-Control"));
        Assert.True(compressed.Content.Headers.ContentLength < plain.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("br;q=0, gzip;q=0"), InlineData("identity"), InlineData("deflate"), InlineData("*;q=0")]
    public async Task Answer_is_sent_as_it_is_to_a_client_that_refuses_compression(string acceptEncoding)
    {
        foreach (var address in new[] { Script, Picture, Page, Document })
        {
            using var answer = await GetAsync(address, acceptEncoding);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Empty(answer.Content.Headers.ContentEncoding);
            Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        }
    }

    [Theory, MemberData(nameof(WithETags))]
    public async Task Every_encoding_has_an_ETag_of_its_own_that_is_answered_with_304(string address)
    {
        var tags = new List<string>();
        foreach (var encoding in new[] { "identity", "gzip", "br" })
        {
            using var answer = await GetAsync(address, encoding);
            using var again = await GetAsync(address, encoding, ("If-None-Match", answer.Headers.ETag!.ToString()));

            Assert.False(answer.Headers.ETag.IsWeak);
            Assert.Equal((HttpStatusCode.NotModified, answer.Headers.ETag), (again.StatusCode, again.Headers.ETag));
            Assert.Equal(["Accept-Encoding"], again.Headers.Vary);
            tags.Add(answer.Headers.ETag.Tag);
        }

        Assert.Equal(tags.Count, tags.Distinct().Count());
        using var other = await GetAsync(address, "br", ("If-None-Match", tags[0]));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory, MemberData(nameof(Compressed))]
    public async Task HEAD_has_the_headers_of_the_compressed_answer_and_no_body(string address, string encoding)
    {
        using var answer = await GetAsync(address, encoding);
        using var head = await SendAsync(HttpMethod.Head, address, encoding);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal([encoding], head.Content.Headers.ContentEncoding);
        Assert.Equal((answer.Headers.ETag, answer.Content.Headers.ContentLength), (head.Headers.ETag, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory, InlineData($"{Script}.br"), InlineData($"{Script}.gz"), InlineData($"{Picture}.br"), InlineData($"{Script}.BR")]
    public async Task Compressed_file_has_no_address_of_its_own(string address)
    {
        using var answer = await GetAsync(address, "br");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Public_list_of_streams_is_compressed_and_short_answers_and_tokens_are_not()
    {
        await server.Http.GetAsync("/api/livestreams/demo").JsonAsync();

        using var list = await GetAsync("/api/livestreams", "br");
        using var negotiated = await SendAsync(HttpMethod.Post, "/api/livestreams/demo/negotiate", "br");
        using var snapshot = await GetAsync("/api/livestreams/demo/pinned-products", "br");

        Assert.Equal(["br"], list.Content.Headers.ContentEncoding);
        Assert.Contains("\"demo\"", await DecodedAsync(list), StringComparison.Ordinal);
        Assert.All([negotiated, snapshot], answer => Assert.Empty(answer.Content.Headers.ContentEncoding));
    }

    private Task<HttpResponseMessage> GetAsync(string address, string? acceptEncoding, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, address, acceptEncoding, headers);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, string? acceptEncoding, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers.Append(("Accept-Encoding", acceptEncoding ?? "")))
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await client.SendAsync(request);
    }

    private static async Task<string> DecodedAsync(HttpResponseMessage answer)
    {
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream decoder = answer.Content.Headers.ContentEncoding.Single() == "br"
            ? new BrotliStream(body, CompressionMode.Decompress)
            : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(decoder, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public sealed class ServerWithCompressedPages : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder web = new();

        public LocalServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var dist = Path.Combine(web.Path, "dist");
            Directory.CreateDirectory(Path.Combine(dist, "assets"));
            var script = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("export const a = 1;", 100)));
            await WriteAsync(Script, script);
            await WriteAsync($"{Script}.br", Compress(script, stream => new BrotliStream(stream, CompressionLevel.SmallestSize)));
            await WriteAsync($"{Script}.gz", Compress(script, stream => new GZipStream(stream, CompressionLevel.SmallestSize)));
            await WriteAsync("/live.html", Encoding.UTF8.GetBytes($"<!doctype html><title>Stream</title>{new string(' ', 2_000)}"));
            await WriteAsync("/index.html", "<!doctype html><title>Home</title>"u8.ToArray());
            Server = await LocalServer.StartAsync("--LiveShop:WebDirectory", web.Path);

            Task WriteAsync(string address, byte[] content) => File.WriteAllBytesAsync(dist + address, content);
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();

        public void Dispose() => web.Dispose();

        private static byte[] Compress(byte[] content, Func<Stream, Stream> encoder)
        {
            using var compressed = new MemoryStream();
            using (var stream = encoder(compressed))
                stream.Write(content);
            return compressed.ToArray();
        }
    }
}
