using LiveShop.Core;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Functions.Http;

/// <summary>One request, already let in, with what functions ask of it.</summary>
public sealed class Call(HttpContext context, Actor? admin)
{
    /// <summary>A version that no document has: an <c>If-Match</c> that is not one of our ETags matches nothing.</summary>
    private const long NoVersion = -1;

    public HttpRequest Request => context.Request;

    /// <summary>Who calls, when it is an admin.</summary>
    public Actor? Admin { get; } = admin;

    public CancellationToken Cancellation => context.RequestAborted;

    /// <summary>The admin who calls, and the version they have seen.</summary>
    /// <exception cref="InvalidOperationException">The function lets others in too.</exception>
    public Caller Caller => new(Admin ?? throw new InvalidOperationException("This function is not for admins only."), ExpectedVersion);

    /// <summary>The version that <c>If-Match</c> names; null when any will do.</summary>
    public long? ExpectedVersion
    {
        get
        {
            if (Request.Headers.IfMatch.Count == 0)
                return null;
            if (!EntityTagHeaderValue.TryParseList(Request.Headers.IfMatch, out var tags) || tags.Count != 1)
                throw new ProblemException(new Refusal.Invalid("If-Match", "Must be one ETag, such as \"12\"."));

            var tag = tags[0];
            if (tag.Equals(EntityTagHeaderValue.Any))
                return null;
            return tag.IsWeak ? NoVersion : ETags.VersionOf(tag.Tag) ?? NoVersion;
        }
    }

    public static IResult Ok<T>(T value) => Answer(value, StatusCodes.Status200OK);

    /// <summary>The value with its version as ETag, or 304 when the caller has it.</summary>
    public IResult Ok<T>(T value, long version)
    {
        var etag = ETags.Of(version);
        context.Response.Headers.ETag = etag;
        return HasAlready(etag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Ok(value);
    }

    public IResult Created<T>(string location, T value, long version)
    {
        context.Response.Headers.Location = location;
        context.Response.Headers.ETag = ETags.Of(version);
        return Answer(value, StatusCodes.Status201Created);
    }

    public static IResult Answer<T>(T value, int status) => Results.Json(value, LiveShopJson.Options, statusCode: status);

    public IResult Refuse(Refusal refusal) => Problems.Of(context, refusal);

    /// <summary>Answers a refused command, with the view of the current state when the refusal carries one.</summary>
    public IResult Refuse<T>(Result<T> refused, Func<T, object> view) where T : class =>
        Problems.Of(context, refused.Refusal!, refused.Refusal is Refusal.IWithCurrent<T> { Current: var current } ? view(current) : null);

    /// <summary>Whether <c>If-None-Match</c> names this ETag (weak comparison, RFC 9110 13.1.2).</summary>
    public bool HasAlready(string etag) => ETags.Matches(Request.Headers.IfNoneMatch, etag);

    /// <summary>Sets what every answer with this state carries, before it is written.</summary>
    public void SetHeader(string name, string value) => context.Response.Headers[name] = value;
}
