using System.Net.Http.Json;
using LiveShop.Tests.LiveStreams;

namespace LiveShop.Tests.Histories;

/// <summary>A request of an admin: how it is sent, and its effect on a plain list.</summary>
internal abstract record StreamRequest
{
    /// <summary>The product that it is about, when it is about one.</summary>
    public virtual string? Product => null;

    /// <summary>Whether the stream chooses the product.</summary>
    public virtual bool ChoosesProduct => false;

    public abstract HttpRequestMessage ToHttp(string streamId);

    /// <param name="product">The product as the decision found it; null where only a card that is there already is moved or shown.</param>
    /// <returns>Changed, unchanged, or the code of the refusal.</returns>
    public abstract string Apply(StreamModel model, ProductVersion? product);

    public sealed record Create(string Title) : StreamRequest
    {
        public override HttpRequestMessage ToHttp(string streamId) => Message(HttpMethod.Post, "/api/livestreams", new { id = streamId, title = Title });

        public override string Apply(StreamModel model, ProductVersion? product) => model.Create(Title);
    }

    public sealed record Pin(string ProductId, int? Place) : StreamRequest
    {
        public override string Product => ProductId;

        public override HttpRequestMessage ToHttp(string streamId) =>
            Message(HttpMethod.Post, $"{Of(streamId)}/pin-product", new { productId = ProductId, displayOrder = Place });

        public override string Apply(StreamModel model, ProductVersion? product) =>
            model.PinProduct(ProductId, product?.Version ?? 0, product?.Amount ?? 0, product?.IsDeleted ?? false, Place);
    }

    public sealed record SetActive(string ProductId, bool IsActive) : StreamRequest
    {
        public override string Product => ProductId;

        public override HttpRequestMessage ToHttp(string streamId) =>
            Message(HttpMethod.Patch, $"{Of(streamId)}/pinned-products/{ProductId}", new { isActive = IsActive });

        public override string Apply(StreamModel model, ProductVersion? product) => model.SetActive(ProductId, IsActive);
    }

    public sealed record Feature(string? ProductId) : StreamRequest
    {
        public override string? Product => ProductId;

        public override bool ChoosesProduct => ProductId is null;

        public override HttpRequestMessage ToHttp(string streamId) =>
            Message(HttpMethod.Post, $"{Of(streamId)}/feature", new { productId = ProductId });

        public override string Apply(StreamModel model, ProductVersion? product) => model.Feature(ProductId);
    }

    public sealed record HideAll : StreamRequest
    {
        public override HttpRequestMessage ToHttp(string streamId) => Message(HttpMethod.Post, $"{Of(streamId)}/hide-all");

        public override string Apply(StreamModel model, ProductVersion? product) => model.HideAll();
    }

    public sealed record Unpin(string ProductId) : StreamRequest
    {
        public override string Product => ProductId;

        public override HttpRequestMessage ToHttp(string streamId) => Message(HttpMethod.Delete, $"{Of(streamId)}/pinned-products/{ProductId}");

        public override string Apply(StreamModel model, ProductVersion? product) => model.Unpin(ProductId);
    }

    public sealed record Reorder(params IReadOnlyList<string> ProductIds) : StreamRequest
    {
        public override HttpRequestMessage ToHttp(string streamId) =>
            Message(HttpMethod.Put, $"{Of(streamId)}/pinned-products/order", new { productIds = ProductIds });

        public override string Apply(StreamModel model, ProductVersion? product) => model.Reorder(ProductIds);

        public override string ToString() => $"Reorder {string.Join(' ', ProductIds)}";
    }

    public sealed record Edit(string Field, string? Value) : StreamRequest
    {
        public override HttpRequestMessage ToHttp(string streamId) =>
            Message(HttpMethod.Patch, Of(streamId), new Dictionary<string, string?> { [Field] = Value });

        public override string Apply(StreamModel model, ProductVersion? product) => model.Edit(Field, Value);
    }

    public sealed record Start : StreamRequest
    {
        public override HttpRequestMessage ToHttp(string streamId) => Message(HttpMethod.Post, $"{Of(streamId)}/start");

        public override string Apply(StreamModel model, ProductVersion? product) => model.Start();
    }

    public sealed record Stop : StreamRequest
    {
        public override HttpRequestMessage ToHttp(string streamId) => Message(HttpMethod.Post, $"{Of(streamId)}/stop");

        public override string Apply(StreamModel model, ProductVersion? product) => model.Stop();
    }

    public sealed record Look : StreamRequest
    {
        public override HttpRequestMessage ToHttp(string streamId) => Message(HttpMethod.Get, Of(streamId));

        public override string Apply(StreamModel model, ProductVersion? product) => StreamModel.Unchanged;
    }

    private static string Of(string streamId) => $"/api/livestreams/{streamId}";

    private static HttpRequestMessage Message(HttpMethod method, string address, object? body = null) =>
        new(method, address) { Content = body is null ? null : JsonContent.Create(body, body.GetType()) };
}
