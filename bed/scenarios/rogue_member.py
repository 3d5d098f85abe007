"""stub"""
def run(world, chosen): return {}
