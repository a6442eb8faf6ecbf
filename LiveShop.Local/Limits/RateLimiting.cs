using System.Net;
using System.Threading.RateLimiting;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Primitives;

namespace LiveShop.Local.Limits;

/// <summary>Answers 429 to a caller who sends more public calls of a kind than the settings let through.</summary>
internal static class RateLimiting
{
    /// <summary>Opening connections at the hub itself. Calls that belong to one that is open are free.</summary>
    public const string Hub = "hub";

    private const string ConnectionId = "id";

    /// <exception cref="Hosting.StartupException">One of the settings is not what it must be.</exception>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = RateLimitSettings.From(configuration);
        return services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(RateLimits.Connecting, call => BucketOf(call, settings.Connecting, settings));
            limiter.AddPolicy(RateLimits.Carts, call => BucketOf(call, settings.Carts, settings));
            limiter.AddPolicy(Hub, call => NamesConnection(call) ? Unlimited : BucketOf(call, settings.Connecting, settings));
            limiter.OnRejected = async (rejected, _) => await ProblemOf(rejected).ExecuteAsync(rejected.HttpContext);
        });
    }

    /// <summary>Endpoints of functions that name a kind of call get its limit.</summary>
    public static IEndpointRouteBuilder WithRateLimits(this IEndpointRouteBuilder app)
    {
        var limits = HttpFunction.All
            .SelectMany(function => function.Method.GetCustomAttributes(typeof(EnableRateLimitingAttribute), inherit: false).Select(limit => (function.Name, limit)))
            .ToDictionary(function => function.Name, function => function.limit);
        var limited = app.MapGroup("");
        ((IEndpointConventionBuilder)limited).Finally(endpoint =>
        {
            if (endpoint.DisplayName is { } name && limits.TryGetValue(name, out var limit))
                endpoint.Metadata.Add(limit);
        });
        return limited;
    }

    private static RateLimitPartition<IPNetwork> Unlimited => RateLimitPartition.GetNoLimiter(default(IPNetwork));

    // A negotiate makes a new connection whatever it names, and so does a WebSocket that names none. One that was never there is not made.
    private static bool NamesConnection(HttpContext call) =>
        !StringValues.IsNullOrEmpty(call.Request.Query[ConnectionId]) && call.GetEndpoint()?.Metadata.GetMetadata<NegotiateMetadata>() is null;

    private static RateLimitPartition<IPNetwork> BucketOf(HttpContext call, RateLimit limit, RateLimitSettings settings)
    {
        var address = RateLimitPartitionKey.AddressOf(call);
        return IPAddress.IsLoopback(address) && !settings.Loopback
            ? Unlimited
            : RateLimitPartition.GetTokenBucketLimiter(RateLimitPartitionKey.Of(address), _ => limit.ToTokenBucket());
    }

    private static IResult ProblemOf(OnRejectedContext rejected) => Problems.Of(rejected.HttpContext, new ProblemException(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many calls have come from your network. Try again soon.")
    {
        RetryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero,
    });
}
