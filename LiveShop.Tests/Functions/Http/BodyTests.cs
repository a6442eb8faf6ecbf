using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LiveShop.Functions.Http;

namespace LiveShop.Tests.Functions.Http;

/// <summary>Rules for every request body.</summary>
[Collection(ApiCollection.Name)]
public sealed class BodyTests(Api api)
{
    [Theory]
    [InlineData(""), InlineData("nonsense"), InlineData("{"), InlineData("null"), InlineData("[]"), InlineData("7")]
    [InlineData("\"title\"")]
    [InlineData("""{"title":"a",}"""), InlineData("""{"title":"a"} x"""), InlineData("""{'title':'a'}""")]
    [InlineData("""{"title":"a"/**/}""")]
    [InlineData("""{"title":"a","title":"b"}"""), InlineData("""{"title":["a"]}"""), InlineData("""{"title":{}}""")]
    [InlineData("""{"title":true}""")]
    [InlineData("""{"title":"\ud800"}"""), InlineData("""{"\ud800":"a"}""")]
    [InlineData("""{"title":"a","scheduledFor":"tomorrow"}"""), InlineData("""{"title":"a","scheduledFor":"2026-12-01T12:00:00"}""")]
    [InlineData("""{"title":"a","scheduledFor":7}""")]
    public async Task Malformed_JSON_is_400(string body) =>
        await api.Admin.PostAsync("/api/livestreams", Api.Json(body)).IsProblemAsync(400, "malformed-json");

    [Fact]
    public async Task Invalid_UTF8_is_400()
    {
        foreach (byte[] bytes in new byte[][] { [0xff, 0xfe, 0x7b, 0x00], [.. """{"title":"a"""u8, 0xc3, 0x28, .. "\"}"u8], [.. """{"title":"a"""u8, 0xed, 0xa0, 0x80, .. "\"}"u8], [0] })
            await api.Admin.PostAsync("/api/livestreams", Bytes(bytes)).IsProblemAsync(400, "malformed-json");
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_JSON_is_ignored()
    {
        byte[] mark = [0xef, 0xbb, 0xbf];
        var id = api.NewId("show");

        var created = await PostBytesAsync([.. mark, .. Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","title":"Show"}""")]).IsAsync(HttpStatusCode.Created);

        Assert.Equal($"/api/livestreams/{id}", created.Headers.Location?.OriginalString);
        foreach (byte[] wrong in new byte[][] { mark, [.. mark, .. mark, .. "{\"title\":\"Show\"}"u8], [.. "{\"title\":"u8, .. mark, .. "\"Show\"}"u8] })
            await PostBytesAsync(wrong).IsProblemAsync(400, "malformed-json");

        Task<HttpResponseMessage> PostBytesAsync(byte[] bytes) => api.Admin.PostAsync("/api/livestreams", Bytes(bytes));
    }

    [Fact]
    public async Task Deep_JSON_is_400()
    {
        foreach (var depth in new[] { 33, 5_000, 30_000 })
            await api.Admin.PostAsync("/api/livestreams", Api.Json($$"""{"title":"a","x":{{new string('[', depth)}}{{new string(']', depth)}}}"""))
                .IsProblemAsync(400, "malformed-json");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Body_of_64_KB_is_accepted_and_one_byte_more_is_413(bool chunked)
    {
        await PostAsync(RequestBody.MaxLength, chunked).IsInvalidAsync("title");
        await PostAsync(RequestBody.MaxLength + 1, chunked).IsProblemAsync(413, "body-too-large");
        await PostAsync(3 * 1024 * 1024, chunked).IsProblemAsync(413, "body-too-large");
    }

    [Theory]
    [InlineData(null), InlineData("text/plain"), InlineData("application/x-www-form-urlencoded"), InlineData("application/xml")]
    [InlineData("text/json")]
    [InlineData("application/json; charset=utf-16"), InlineData("multipart/form-data; boundary=x"), InlineData("nonsense")]
    public async Task Body_with_another_content_type_than_JSON_is_415(string? contentType)
    {
        using var body = Bytes("""{"title":"Show"}"""u8.ToArray(), contentType);

        await api.Admin.PostAsync("/api/livestreams", body).IsProblemAsync(415, "unsupported-media-type");
    }

    [Theory, InlineData("gzip"), InlineData("br"), InlineData("identity, gzip"), InlineData("x")]
    public async Task Body_with_a_Content_Encoding_is_415(string encoding)
    {
        using var body = Bytes("""{"title":"Show"}"""u8.ToArray());
        Assert.True(body.Headers.TryAddWithoutValidation("Content-Encoding", encoding));

        await api.Admin.PostAsync("/api/livestreams", body).IsProblemAsync(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("application/json"), InlineData("Application/JSON; charset=\"UTF-8\""), InlineData("application/merge-patch+json")]
    [InlineData("application/json; odata=verbose")]
    public async Task Every_JSON_content_type_is_accepted(string contentType)
    {
        using var body = Bytes("""{"title":"Show"}"""u8.ToArray(), contentType);

        await api.Admin.PostAsync("/api/livestreams", body).JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Problem_names_the_wrong_value_but_no_internal_type()
    {
        var problem = await api.Admin.PostAsync("/api/products", Api.Json("""{"name":"Mug","price":{"amount":"much","currency":"EUR"},"stock":1}"""))
            .IsProblemAsync(400, "malformed-json");

        Assert.Contains("$.price.amount", problem.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("LiveShop", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_without_a_body_ignores_a_body()
    {
        var (id, _) = await api.StreamAsync();

        await api.Admin.PostAsync($"/api/livestreams/{id}/start", Bytes([0xff, 0x00], "text/plain")).JsonAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(int length, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/livestreams")
        {
            Content = Bytes(Encoding.UTF8.GetBytes("{\"title\":\"" + new string('a', length - 12) + "\"}")),
        };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;
        return await api.Admin.SendAsync(request);
    }

    private static ByteArrayContent Bytes(byte[] bytes, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(bytes);
        if (contentType is not null)
            Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", contentType));
        return content;
    }
}
