using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace LiveShop.Tests.Functions.Http;

public sealed class ContentEncodingsTests
{
    [Theory]
    [InlineData("gzip, deflate, br", "br"), InlineData("gzip, deflate, br, zstd", "br"), InlineData("gzip", "gzip"), InlineData("GZIP;q=0.5", "gzip")]
    [InlineData("br;q=0.4, gzip;q=0.8", "gzip"), InlineData("*", "br"), InlineData("br;q=0, *", "gzip"), InlineData("*;q=0.1, gzip", "gzip")]
    [InlineData("identity;q=0, *", "br"), InlineData("identity;q=0.5, gzip", "gzip"), InlineData("gzip, identity", "gzip")]
    public void Preferred_encoding_is_what_the_client_likes_best_and_brotli_before_gzip(string acceptEncoding, string encoding) =>
        Assert.Equal(encoding, Preferred(acceptEncoding));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("identity"), InlineData("deflate"), InlineData("br;q=0"), InlineData("br;q=0, gzip;q=0")]
    [InlineData("*;q=0"), InlineData("br;q=0, gzip;q=0, *"), InlineData("identity, gzip;q=0.5"), InlineData("zstd, compress;q=0.5")]
    public void Nothing_is_compressed_for_a_client_that_does_not_take_it_or_prefers_plain(string? acceptEncoding) =>
        Assert.Null(Preferred(acceptEncoding));

    private static string? Preferred(string? acceptEncoding)
    {
        var context = new DefaultHttpContext();
        if (acceptEncoding is not null)
            context.Request.Headers.AcceptEncoding = acceptEncoding;
        return ContentEncodings.Preferred(context.Request);
    }
}
