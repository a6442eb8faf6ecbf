using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using LiveShop.Core.Media;
using LiveShop.Functions.Media;
using LiveShop.Tests.Media;

namespace LiveShop.Tests.Functions.Media;

[Collection(ApiCollection.Name)]
public sealed class MediaFunctionsTests(Api api)
{
    [Fact]
    public async Task An_uploaded_picture_has_an_address_where_everybody_gets_it()
    {
        using var uploaded = await UploadAsync(Pictures.FromACamera()).IsAsync(HttpStatusCode.Created);
        var url = (await uploaded.Content.ReadFromJsonAsync<MediaResource>())!.Url;

        Assert.Equal(url, uploaded.Headers.Location?.ToString());
        Assert.True(MediaName.IsValid(MediaName.In(url)));
        using var answer = await api.Customer.GetAsync(url).IsAsync(HttpStatusCode.OK);
        Assert.Equal("image/webp", answer.Content.Headers.MediaType());
        Assert.Equal("public, max-age=31536000, immutable", answer.Header("Cache-Control"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal(answer.Headers.ETag, uploaded.Headers.ETag);
        using var picture = Pictures.Read(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((30, 40), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task The_same_picture_uploaded_twice_is_one() =>
        Assert.Equal(await UrlAsync(Pictures.Jpeg(50, 40)), await UrlAsync(Pictures.Jpeg(50, 40)));

    [Fact]
    public async Task A_picture_that_the_browser_has_is_304()
    {
        var url = await UrlAsync(Pictures.Png());
        var tag = (await api.Customer.GetAsync(url)).Headers.ETag!.ToString();

        using var answer = await api.Customer.SendAsync(HttpMethod.Get, url, ("If-None-Match", tag)).IsAsync(HttpStatusCode.NotModified);

        Assert.Equal((tag, "public, max-age=31536000, immutable"), (answer.Header("ETag"), answer.Header("Cache-Control")));
        await api.Customer.SendAsync(HttpMethod.Get, url, ("If-None-Match", "\"other\"")).IsAsync(HttpStatusCode.OK);
    }

    [Theory, InlineData(null), InlineData("text/plain"), InlineData("application/json"), InlineData("application/x-www-form-urlencoded")]
    public async Task A_picture_is_recognised_whatever_its_content_type_says(string? contentType)
    {
        using var content = new ByteArrayContent(Pictures.Avif(40, 30));
        content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);

        await api.Admin.PostAsync("/api/media", content).IsAsync(HttpStatusCode.Created);
    }

    [Theory, InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"), InlineData(""), InlineData("{}")]
    public async Task A_file_that_is_no_picture_is_refused_for_its_field(string file)
    {
        using var content = new StringContent(file, new MediaTypeHeaderValue("image/jpeg"));

        await api.Admin.PostAsync("/api/media", content).IsInvalidAsync("file");
    }

    [Fact]
    public async Task A_picture_of_100_megapixels_is_refused_for_its_field() =>
        await UploadAsync(Pictures.PngBomb()).IsInvalidAsync("file");

    [Theory, InlineData(1), InlineData(1_000_000)]
    public async Task A_file_of_more_than_5_MB_is_413(int excess) =>
        await UploadAsync(new byte[MediaFunctions.MaxLength + excess]).IsProblemAsync(413, "body-too-large");

    [Fact]
    public async Task A_chunked_file_of_more_than_5_MB_is_413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/media")
        {
            Content = new ByteArrayContent(new byte[MediaFunctions.MaxLength + 1]),
        };
        request.Headers.TransferEncodingChunked = true;

        await api.Admin.SendAsync(request).IsProblemAsync(413, "body-too-large");
    }

    [Fact]
    public async Task A_file_of_exactly_5_MB_is_looked_at()
    {
        var picture = Pictures.Jpeg();
        var padded = new byte[MediaFunctions.MaxLength];
        picture.CopyTo(padded, 0);

        await UploadAsync(padded).IsAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_form_is_415()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Jpeg()), "file", "mug.jpg" } };

        await api.Admin.PostAsync("/api/media", form).IsProblemAsync(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData(Pictures.UnknownName), InlineData("x"), InlineData("deleted")]
    [InlineData("..%2Fliveshop.db"), InlineData("%2e%2e"), InlineData("..%5Cliveshop.db")]
    [InlineData("liveshop.db"), InlineData(Pictures.UnknownName + ".unused"), InlineData("%2Fetc%2Fpasswd")]
    public async Task An_unknown_name_is_404(string name)
    {
        using var answer = await api.Customer.GetAsync($"/api/media/{name}");

        Assert.Equal(("application/problem+json", true),
            (answer.Content.Headers.MediaType(), answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed));
        Assert.Null(answer.Header("Cache-Control"));
    }

    private Task<HttpResponseMessage> UploadAsync(byte[] file) => api.Admin.PostAsync("/api/media", new ByteArrayContent(file));

    private async Task<string> UrlAsync(byte[] file) => (await UploadAsync(file).JsonAsync(HttpStatusCode.Created)).Text("url")!;
}
