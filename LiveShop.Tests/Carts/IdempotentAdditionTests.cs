using LiveShop.Core.Carts;
using LiveShop.Core.Results;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Carts;

public class IdempotentAdditionTests
{
    private static readonly Cart Empty = Cart.Create(Noon);

    [Fact]
    public void Repeated_idempotency_key_adds_once()
    {
        var once = Empty.Add(Product("mug"), new("mug", 2, null, "key"), Noon).Accepted();

        Assert.Same(once, once.Add(Product("mug"), new("mug", 2, null, "key"), Noon).Accepted());
        Assert.Same(once, once.Add(null, new("mug", 2, null, "key"), Noon).Accepted());
        Assert.Equal(4, once.Add(Product("mug"), new("mug", 2, null, "other"), Noon).Accepted().Items[0].Quantity);
    }

    [Fact]
    public void Repeated_idempotency_key_adds_once_even_after_the_item_was_changed_or_removed()
    {
        var once = Empty.Add(Product("mug"), new("mug", 2, null, "key"), Noon).Accepted();
        var removed = once.Remove("mug", Noon).Accepted();

        Assert.Same(removed, removed.Add(Product("mug"), new("mug", 2, null, "key"), Noon).Accepted());
    }

    [Theory]
    [InlineData("mug", 3)]
    [InlineData("cup", 2)]
    public void Idempotency_key_reused_for_another_addition_is_refused(string productId, int quantity)
    {
        var once = Empty.Add(Product("mug"), new("mug", 2, null, "key"), Noon).Accepted();

        Assert.IsType<Refusal.IdempotencyKeyReused>(once.Add(Product(productId), new(productId, quantity, null, "key"), Noon).Refusal);
    }

    [Fact]
    public void A_refused_addition_does_not_use_up_its_key()
    {
        Assert.False(Empty.Add(Product("mug", stock: 0), new("mug", 1, null, "key"), Noon).IsAccepted);

        Assert.Single(Empty.Add(Product("mug"), new("mug", 1, null, "key"), Noon).Accepted().Items);
    }

    [Fact]
    public void The_latest_50_keys_are_remembered()
    {
        var cart = Enumerable.Range(0, Cart.RememberedAdditions + 1)
            .Aggregate(Empty, (cart, i) => cart.Add(Product("mug", stock: 99), new("mug", 1, null, $"key {i}"), Noon).Accepted());

        Assert.Equal(Cart.RememberedAdditions, cart.Additions.Count);
        Assert.Same(cart, cart.Add(Product("mug", stock: 99), new("mug", 1, null, "key 1"), Noon).Accepted());
        Assert.NotSame(cart, cart.Add(Product("mug", stock: 99), new("mug", 1, null, "key 0"), Noon).Accepted());
    }
}
