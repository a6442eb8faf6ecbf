using System.Net;
using System.Threading.RateLimiting;
using LiveShop.Functions.Http;
using LiveShop.Local.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace LiveShop.Local.Limits;

/// <summary>Answers 429 to callers who exceed a limit of <see cref="RateLimitOptions"/>.</summary>
internal static class RateLimiting
{
    /// <summary>Policy for opening connections of the hub. Requests of an open connection are not limited.</summary>
    public const string Hub = "hub";

    private const string Section = LocalOptions.Section + ":RateLimits";
    private const string ConnectionId = "id";

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>()
            .BindConfiguration(Section)
            .ValidateNumber("Connecting__Burst", options => options.Connecting.Burst)
            .ValidateNumber("Connecting__PerSecond", options => options.Connecting.PerSecond)
            .ValidateNumber("Carts__Burst", options => options.Carts.Burst)
            .ValidateNumber("Carts__PerSecond", options => options.Carts.PerSecond)
            .ValidateNumber("Checkouts__Burst", options => options.Checkouts.Burst)
            .ValidateNumber("Checkouts__PerSecond", options => options.Checkouts.PerSecond)
            .ValidateNumber("Orders__Burst", options => options.Orders.Burst)
            .ValidateNumber("Orders__PerSecond", options => options.Orders.PerSecond)
            .ValidateNumber("Lists__Burst", options => options.Lists.Burst)
            .ValidateNumber("Lists__PerSecond", options => options.Lists.PerSecond)
            .ValidateOnStart();
        return services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(RateLimits.Connecting, context => PartitionOf(context, options => options.Connecting));
            limiter.AddPolicy(RateLimits.Carts, context => PartitionOf(context, options => options.Carts));
            limiter.AddPolicy(RateLimits.Checkouts, context => PartitionOf(context, options => options.Checkouts));
            limiter.AddPolicy(RateLimits.Orders, context => PartitionOf(context, options => options.Orders));
            limiter.AddPolicy(RateLimits.Lists, context => PartitionOf(context, options => options.Lists));
            limiter.AddPolicy(Hub, context =>
                IsOfOpenConnection(context) ? Unlimited : PartitionOf(context, options => options.Connecting));
            limiter.OnRejected = async (rejected, _) => await ProblemOf(rejected).ExecuteAsync(rejected.HttpContext);
        });
    }

    private static RateLimitPartition<IPNetwork> Unlimited => RateLimitPartition.GetNoLimiter(default(IPNetwork));

    private static OptionsBuilder<RateLimitOptions> ValidateNumber(
        this OptionsBuilder<RateLimitOptions> builder, string name, Func<RateLimitOptions, int> value) =>
        builder.Validate(
            options => value(options) is >= 1 and <= RateLimitOptions.MaxRequests,
            $"LiveShop__RateLimits__{name} must be a whole number from 1 to {RateLimitOptions.MaxRequests}.");

    // Requests with ?id= belong to an open connection; negotiate and WebSockets without an id open a new one. SignalR refuses
    // unknown ids.
    private static bool IsOfOpenConnection(HttpContext context) =>
        !StringValues.IsNullOrEmpty(context.Request.Query[ConnectionId])
        && context.GetEndpoint()?.Metadata.GetMetadata<NegotiateMetadata>() is null;

    private static RateLimitPartition<IPNetwork> PartitionOf(HttpContext context, Func<RateLimitOptions, RateLimitOptions.Bucket> bucketOf)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value;
        return IsOfThisMachine(context) && !options.Loopback
            ? Unlimited
            : RateLimitPartition.GetTokenBucketLimiter(
                RateLimitPartitionKey.Of(RateLimitPartitionKey.AddressOf(context)), _ => bucketOf(options).ToTokenBucket());
    }

    // The socket decides and never a header, in which any caller of a proxy can claim to be 127.0.0.1.
    private static bool IsOfThisMachine(HttpContext context) =>
        IPAddress.IsLoopback(SocketEndpoint.AddressOf(context) ?? IPAddress.Loopback)
        && !(context.RequestServices.GetRequiredService<IConfiguration>().TrustsForwardedHeaders()
            && ForwardedRequests.HasForwardedAddress(context.Request));

    private static IResult ProblemOf(OnRejectedContext rejected) => Problems.Of(rejected.HttpContext, new ProblemException(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many calls have come from your network. Try again soon.")
    {
        RetryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero,
    });
}
