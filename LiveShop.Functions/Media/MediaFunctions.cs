using LiveShop.Core.Media;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Media;

public sealed class MediaFunctions(IMediaStore media, PictureConverter converter, FunctionPipeline<MediaFunctions> pipeline)
{
    /// <summary>In bytes.</summary>
    public const int MaxLength = 5 * 1024 * 1024;

    private const string Immutable = "public, max-age=31536000, immutable";

    [Function(nameof(UploadMedia)), RequireRole(Roles.Admin)]
    [EndpointSummary("Upload a picture of at most 5 MB, which is recognised by its bytes; it is kept as a WebP of at most 1,600 pixels")]
    // Above the limit of the function, so that it can answer 413 itself.
    [RequestSizeLimit(2 * MaxLength)]
    [AcceptsFile(PictureFormats.Jpeg, PictureFormats.Png, PictureFormats.Webp, PictureFormats.Avif)]
    [ProducesResponseType<MediaResource>(201)]
    public Task<IResult> UploadMedia([HttpTrigger(Anonymous, "post", Route = "media")] HttpRequest request) =>
        pipeline.RunAsync(request, async context =>
        {
            var picture = await converter.ConvertAsync(await RequestBody.ReadFileAsync(request, MaxLength), context.Cancellation);
            if (!picture.IsAccepted)
                return context.Refuse(picture.Refusal);

            var name = MediaName.Of(picture.Value);
            await media.SaveAsync(name, picture.Value, context.Cancellation);
            return context.Created($"media/{name}", new MediaResource(MediaName.AddressOf(name)), ETagOf(name));
        });

    [Function(nameof(GetMedia)), Public, EndpointSummary("Get a picture, which never changes")]
    [IfNoneMatch, ProducesResponseType(typeof(Stream), 200, MediaName.ContentType), ProducesResponseType(304), ProducesProblem(404)]
    public Task<IResult> GetMedia([HttpTrigger(Anonymous, "get", "head", Route = "media/{name}")] HttpRequest request, string name) =>
        pipeline.RunAsync(request, async context =>
        {
            var picture = MediaName.IsValid(name) ? await media.FindAsync(name, context.Cancellation) : null;
            if (picture is null)
                return context.NotFound("picture", name);

            context.ResponseHeaders.CacheControl = Immutable;
            context.ResponseHeaders.ETag = ETagOf(name);
            return context.IsNotModified(ETagOf(name)) ? RequestContext.NotModified : Results.Bytes(picture, MediaName.ContentType);
        });

    private static string ETagOf(string name) => $"\"{name.Split('.')[0]}\"";
}

/// <summary>An uploaded picture.</summary>
/// <param name="Url">Its path on the API's host, to be used as an address of a picture elsewhere in the API.</param>
public sealed record MediaResource(string Url);
