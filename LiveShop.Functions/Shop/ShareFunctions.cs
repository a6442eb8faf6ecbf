using System.Text;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Shop;

public sealed class ShareFunctions(
    SharedStreams streams, ShopSnapshots shop, IOptions<PagesOptions> pages, FunctionPipeline<ShareFunctions> pipeline)
{
    private const string Html = "text/html";

    // The page runs nothing and loads nothing.
    private const string ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    [Function(nameof(GetSharePage)), Public]
    [EndpointSummary("The link to share of a stream: what messengers show of it, and the way to its page; at most a minute old")]
    [ProducesResponseType(typeof(string), 200, Html), ProducesResponseType(typeof(string), 404, Html)]
    public Task<IResult> GetSharePage([HttpTrigger(Anonymous, "get", "head", Route = "s/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context =>
        {
            var api = PagesOptions.AddressOf(request);
            var settings = (await shop.GetAsync(context.Cancellation)).Settings;
            var page = new SharePage($"{api}{request.Path}", api, pages.Value.AddressFor(request), settings, ShareWords.For(request));
            var stream = await streams.FindAsync(id, context.Cancellation);

            context.ResponseHeaders.ContentSecurityPolicy = ContentSecurityPolicy;
            context.ResponseHeaders.CacheControl = stream is null ? "no-cache" : "public, max-age=60";
            context.ResponseHeaders.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
            return stream is null
                ? Results.Text(page.NotFound(), Html, Encoding.UTF8, StatusCodes.Status404NotFound)
                : Results.Text(page.Of(stream), Html, Encoding.UTF8);
        });
}
