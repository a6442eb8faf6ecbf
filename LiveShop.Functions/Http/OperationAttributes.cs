using LiveShop.Core;
using Microsoft.AspNetCore.Http.Metadata;

namespace LiveShop.Functions.Http;

/// <summary>An attribute that implies problem answers (RFC 9457) of a function. Every function can also answer 500 and 503.</summary>
public interface IProducesProblems
{
    IReadOnlyList<int> ProblemStatuses { get; }
}

/// <summary>Problems that no other attribute of the function implies.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProducesProblemAttribute(params int[] statuses) : Attribute, IProducesProblems
{
    public IReadOnlyList<int> ProblemStatuses { get; } = statuses;
}

/// <summary>The type of the JSON body. Content types are left out, because <see cref="RequestBody"/> answers 415 as a problem.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AcceptsAttribute<TBody> : Attribute, IAcceptsMetadata, IProducesProblems
{
    public Type RequestType => typeof(TBody);

    public bool IsOptional => false;

    public IReadOnlyList<string> ContentTypes => [];

    public IReadOnlyList<int> ProblemStatuses =>
        [StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType];
}

/// <summary>The body is a file, which is recognised by its bytes; see <see cref="RequestBody.ReadFileAsync"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AcceptsFileAttribute(params string[] contentTypes) : Attribute, IProducesProblems
{
    public IReadOnlyList<string> ContentTypes { get; } = contentTypes;

    public IReadOnlyList<int> ProblemStatuses =>
        [StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType];
}

/// <summary>A query parameter.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryAttribute(string name, string description) : Attribute
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public Type Type { get; init; } = typeof(string);
}

/// <summary>The query parameters of a list that is read page by page: <c>limit</c> and <c>continuationToken</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PagedAttribute : Attribute, IProducesProblems
{
    public const string LimitDescription = "1 to 200, 50 when left out";

    public static IReadOnlyList<QueryAttribute> Parameters { get; } =
    [
        new("limit", LimitDescription) { Type = typeof(int) },
        new("continuationToken", "Where the page before left off"),
    ];

    public IReadOnlyList<int> ProblemStatuses => [StatusCodes.Status400BadRequest];
}

/// <summary>A request header that the function honours.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class RequestHeaderAttribute(string name, string description) : Attribute
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public virtual bool IsRequired => false;
}

/// <summary>A conditional write by <c>If-Match</c>; see <see cref="RequestContext.ExpectedVersion"/>.</summary>
/// <param name="current">What the 412 holds in <c>current</c>.</param>
public sealed class IfMatchAttribute(string current = "state") : RequestHeaderAttribute(
    "If-Match", $"The ETag of the version the caller has seen; another version answers 412 with the current {current}"), IProducesProblems
{
    /// <summary>Answer 428 without the header (RFC 6585 3), because the write replaces what others may have changed.</summary>
    public bool Required { get; init; }

    public override bool IsRequired => Required;

    public IReadOnlyList<int> ProblemStatuses =>
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed,
        .. Required ? [StatusCodes.Status428PreconditionRequired] : Array.Empty<int>(),
    ];
}

/// <summary>A request that has no further effect when it is repeated; see <see cref="RequestContext.IdempotencyKey"/>.</summary>
/// <param name="effect">What the same key does once.</param>
public sealed class IdempotentAttribute(string effect) : RequestHeaderAttribute(IdempotencyKey.Header, effect)
{
    /// <summary>Whether a request without a key is refused.</summary>
    public bool Required { get; init; }

    public override bool IsRequired => Required;
}

/// <summary>A conditional read by <c>If-None-Match</c>; see <see cref="RequestContext.IsNotModified"/>.</summary>
public sealed class IfNoneMatchAttribute() : RequestHeaderAttribute("If-None-Match", "The ETag of the version the caller has");
